package dev.walkback.shell.settings;

/**
 * What a config file brings, checked.
 *
 * @param holdsSecrets whether any of its values is a secret
 * @param sets whether it sets anything by itself, beside describing storages by name
 */
record FileContent(Layer layer, NamedStorages storages, boolean holdsSecrets, boolean sets) {

    static final FileContent NONE = new FileContent(Layer.NONE, NamedStorages.NONE, false, false);

    /** Names of storages, and a configuration from elsewhere. */
    FileContent over(FileContent configuration) {
        return new FileContent(
                configuration.layer,
                storages.over(configuration.storages),
                holdsSecrets || configuration.holdsSecrets,
                configuration.sets);
    }
}
