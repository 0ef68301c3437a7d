package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.Storage;
import dev.walkback.storage.crypto.openpgp.OpenPgpEncryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpKeys;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** An archive in a folder, with the keys that open it and one look at it. */
public record OpenedArchive(Path folder, Storage storage, Layers layers, Archive archive) {

    /** All that have backups. */
    public static final List<String> NAMES = List.of(
            "brotli-libsodium",
            "composers",
            "foreign-delta",
            "lz4-delta-chain",
            "lzma-pgp",
            "none-and-mixed",
            "remote",
            "segsize-1mb",
            "timelines",
            "zstd-tablespaces",
            "zstd-wal-delta");

    public static OpenedArchive named(String name) {
        Path folder = PackedArchive.named(name).shared();
        return in(folder, layers(name, folder));
    }

    public static OpenedArchive damaged(Path empty, String fault) {
        return in(DamagedArchive.unpackInto(empty, fault), Layers.unencrypted());
    }

    public static OpenedArchive in(Path folder, Layers layers) {
        Storage storage = new LocalStorage(folder.resolve("storage"), Links.INSIDE, Clock.systemUTC());
        return new OpenedArchive(
                folder, storage, layers, ArchiveReader.plain(Clock.systemUTC()).read(storage, layers));
    }

    public Cluster cluster() {
        return archive.clusters().getFirst();
    }

    public ContentSource source() {
        return new ContentSource(storage, layers, 4, event -> {});
    }

    public List<BackupVerification> verifyAll(BackupVerification.Depth depth) {
        List<BackupVerification> all = new ArrayList<>();
        for (Cluster cluster : archive.clusters()) {
            BackupVerifier verifier = new BackupVerifier(source(), cluster, depth);
            cluster.backups().stream().map(Backup::name).map(verifier::verify).forEach(all::add);
        }
        return all;
    }

    public BackupVerification verify(String name, BackupVerification.Depth depth) {
        return new BackupVerifier(source(), cluster(), depth).verify(new BackupName(name));
    }

    private static Layers layers(String name, Path folder) {
        try {
            return switch (name) {
                case "brotli-libsodium" ->
                    Layers.encrypted(new SodiumEncryption(SodiumKey.of(
                            "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00", KeyTransform.HEX)));
                case "lzma-pgp" ->
                    Layers.encrypted(new OpenPgpEncryption(
                            OpenPgpKeys.inFile(folder.resolve("key.asc")), "correct horse", Clock.systemUTC()));
                default -> Layers.unencrypted();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
