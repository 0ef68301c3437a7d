package dev.walkback.shell.settings;

/**
 * What a config file brings, checked.
 *
 * @param holdsSecrets whether any of its values is a secret
 */
record FileContent(Layer layer, NamedStorages storages, boolean holdsSecrets) {

    static final FileContent NONE = new FileContent(Layer.NONE, NamedStorages.NONE, false);
}
