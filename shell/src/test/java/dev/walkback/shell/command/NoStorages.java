package dev.walkback.shell.command;

import dev.walkback.shell.report.StorageAdded;
import dev.walkback.shell.settings.KnownStorage;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import java.util.List;

/** For commands that answer from the listing: whoever opens a storage all the same is caught. */
final class NoStorages implements Storages {

    @Override
    public Storage open(String nameOrUrl) {
        throw new AssertionError("the listing was there");
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
        throw new AssertionError("the listing was there");
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
