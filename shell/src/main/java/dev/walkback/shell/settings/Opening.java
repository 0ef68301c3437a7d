package dev.walkback.shell.settings;

import dev.walkback.storage.Entry;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.azure.AzureStorage;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.storage.s3.S3Storage;
import dev.walkback.storage.ssh.SshStorage;
import dev.walkback.storage.wrap.PrefixedStorage;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One method a kind of storage: from its place and settings to the storage, as it is, without what is done around it. What
 * {@code WALG_STORAGE_PREFIX} adds is a part of the root where roots need not exist, and a folder inside where they must.
 */
final class Opening {

    private Opening() {}

    static MutableStorage directory(Place.Directory place, Settings settings, Clock clock) {
        Links links =
                settings.choice("WALKBACK_FILE_LINKS").orElseThrow().equals("follow") ? Links.ANYWHERE : Links.INSIDE;
        return inside(new LocalStorage(place.path(), links, clock), settings);
    }

    static MutableStorage bucket(Place.Bucket place, Settings settings, Consumer<Warning> warnings, Clock clock) {
        MutableStorage storage =
                S3Storage.open(new S3Settings(settings, warnings).config(place, subfolder(settings)), clock);
        if (!settings.flag("S3_SKIP_VALIDATION")) {
            lookOnce(storage);
        }
        return storage;
    }

    static MutableStorage container(Place.Container place, Settings settings) {
        return new AzureStorage(new AzureSettings(settings).config(place, subfolder(settings)));
    }

    static MutableStorage host(Place.Host place, Settings settings, Clock clock) {
        return inside(new SshStorage(new SshSettings(settings).config(place), clock), settings);
    }

    private static void lookOnce(MutableStorage storage) {
        try (Stream<Entry> entries = storage.entries("")) {
            entries.limit(1).forEach(looked -> {});
        } catch (RuntimeException failed) {
            storage.close();
            throw failed;
        }
    }

    private static MutableStorage inside(MutableStorage storage, Settings settings) {
        String folder = subfolder(settings);
        return folder.isEmpty() ? storage : PrefixedStorage.over(storage, folder + "/");
    }

    private static String subfolder(Settings settings) {
        return settings.text("WALG_STORAGE_PREFIX").orElse("").replaceAll("^/+|/+$", "");
    }
}
