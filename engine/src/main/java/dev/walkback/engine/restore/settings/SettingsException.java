package dev.walkback.engine.restore.settings;

import java.nio.file.Path;

/** Why settings are not written, or not taken out. Nothing was changed. */
public abstract sealed class SettingsException extends RuntimeException {

    private SettingsException(String message) {
        super(message);
    }

    /** A name or a value that no configuration file can hold, or this server does not know. */
    public static final class Unwritable extends SettingsException {

        private final String name;
        private final String why;

        Unwritable(String name, String why) {
            super(name + ": " + why);
            this.name = name;
            this.why = why;
        }

        public String name() {
            return name;
        }

        /** In a few words, lower case, without a full stop. */
        public String why() {
            return why;
        }
    }

    /** A setting that is walkback's own to write, and was asked for as a further one. */
    public static final class Reserved extends SettingsException {

        private final String name;

        Reserved(String name) {
            super(name + " is set otherwise");
            this.name = name;
        }

        public String name() {
            return name;
        }
    }

    /** What stands between our marks cannot be told from the rest: somebody took one of them away. */
    public static final class BrokenMarks extends SettingsException {

        private final Path file;

        BrokenMarks(Path file) {
            super("the marks in " + file + " are no pair");
            this.file = file;
        }

        public Path file() {
            return file;
        }
    }

    /** A server runs on the directory. */
    public static final class Running extends SettingsException {

        private final Path data;

        Running(Path data) {
            super("a server runs on " + data);
            this.data = data;
        }

        public Path data() {
            return data;
        }
    }
}
