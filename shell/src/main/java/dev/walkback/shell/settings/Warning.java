package dev.walkback.shell.settings;

/** Something about the settings that a person should know and that does not stop the work. Never holds a secret. */
public record Warning(String text) {

    @Override
    public String toString() {
        return text;
    }
}
