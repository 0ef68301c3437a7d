package dev.walkback.shell.settings;

import java.nio.file.Path;

/** Where a value came from. Prints as a person would say it. */
public sealed interface Origin {

    /** @param flag as it was typed, with its dashes */
    record Flag(String flag) implements Origin {
        @Override
        public String toString() {
            return "flag " + flag;
        }
    }

    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment variable " + name;
        }
    }

    /**
     * @param key as the file writes it, with the keys it stands under
     * @param line 0 where it is not known
     */
    record File(Path path, String key, int line) implements Origin {
        @Override
        public String toString() {
            return path + (line > 0 ? ", line " + line : "") + ", key " + key;
        }
    }

    /** Nobody said anything. */
    record BuiltIn() implements Origin {
        @Override
        public String toString() {
            return "built-in default";
        }
    }
}
