package dev.walkback.shell.command;

import dev.walkback.shell.report.StorageAdded;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.KnownStorage;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For commands that answer from the listing: whoever opens a storage all the same is caught, unless there is one to look into. */
final class NoStorages implements Storages {

    private final @Nullable Path content;

    /** @param content of the one that may be read; null for none */
    NoStorages(@Nullable Path content) {
        this.content = content;
    }

    @Override
    public Storage open(String nameOrUrl) {
        if (content == null) {
            throw new AssertionError("the listing was there");
        }
        return new LocalStorage(content, Links.INSIDE, Looked.CLOCK);
    }

    @Override
    public MutableStorage openToChange(String nameOrUrl) {
        throw new AssertionError("nothing was to be changed");
    }

    @Override
    public MutableStorage openToProbe(String nameOrUrl) {
        throw new AssertionError("nothing was to be changed");
    }

    @Override
    public Target target(String nameOrUrl) {
        throw new AssertionError("the listing was there");
    }

    @Override
    public Layers layers(String nameOrUrl) {
        return Layers.unencrypted();
    }

    @Override
    public Codec codec(String nameOrUrl) {
        throw new AssertionError("nothing was to be stored");
    }

    @Override
    public Settings settings(String nameOrUrl) {
        throw new AssertionError("the listing was there");
    }

    @Override
    public ServerAddress server() {
        throw new IllegalStateException("no server was expected to be asked");
    }

    @Override
    public List<KnownStorage> known() {
        return List.of();
    }

    @Override
    public StorageAdded add(String name, String place, List<String> settings, boolean replace, boolean byDefault) {
        throw new AssertionError("nothing was to be written");
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
