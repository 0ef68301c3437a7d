package dev.walkback.shell.settings;

/**
 * What a setting has, and where that came from.
 *
 * @param content held as a secret whatever the kind, so that no record or log shows one by accident
 */
public record Value(Setting setting, Secret content, Origin origin) {

    /** What may be shown: the text, or {@code ***} where it is a secret. */
    public String shown() {
        return setting.kind() == Kind.SECRET ? content.toString() : content.reveal();
    }

    @Override
    public String toString() {
        return setting.name() + "=" + shown() + " (" + origin + ")";
    }
}
