package dev.walkback.engine.push.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.BackupServer.RelationUpdates;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.WalkedFile.Kind;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.pack.Chosen;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.TarPlan;
import dev.walkback.engine.verify.FilesMetadataDocument;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What WAL-G packed together, beside what is packed together here. */
class ComposersGoldenTest {

    private static final String RATED = "base_000000010000000000000003";
    private static final String BY_DATABASE = "base_000000010000000000000008_D_000000010000000000000005";
    private static final String COPIED = "base_00000001000000000000000B";
    private static final int FOLDER = 0040755;
    private static final int FILE = 0100600;

    private static Storage storage;
    private static Archive archive;
    /** WAL-G put nothing else into that tar. */
    private static Set<String> folders;

    @BeforeAll
    static void open() {
        storage = new LocalStorage(
                PackedArchive.named("composers").shared().resolve("storage"), Links.INSIDE, Clock.systemUTC());
        archive = ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
        folders = Set.copyOf(names(files(BY_DATABASE), "part_001.tar.zst"));
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Test
    void the_tars_that_wal_g_copied_are_those_that_are_copied_here() throws Exception {
        FilesMetadata then = files(RATED);
        FilesMetadata now = files(COPIED);
        Stamp.Source asItWasNow = name -> now.find(name).isEmpty()
                ? Optional.empty()
                : Optional.of(stamp(now, now.find(name).getAsInt()));
        Reuse reuse = new FullTars(backup(RATED), then, asItWasNow, Long.MAX_VALUE).unchanged(name -> false);
        Set<Set<String>> copied = new HashSet<>();
        for (Reusable tar : reuse.tars()) {
            copied.add(tar.files().read().stream().map(PackedFile::name).collect(Collectors.toSet()));
        }
        assertThat(copied).isEqualTo(tars(now, "copy_"));
    }

    @Test
    void no_file_that_was_modified_just_before_is_relied_on() throws Exception {
        FilesMetadata then = files(RATED);
        Reuse reuse = new FullTars(
                        backup(RATED),
                        then,
                        name -> Optional.of(stamp(then, then.find(name).orElseThrow())))
                .unchanged(name -> false);
        assertThat(reuse.names().test("/base/1/pg_internal.init")).isFalse();
    }

    @Test
    void files_that_change_are_apart_from_those_that_do_not_as_with_wal_g() throws Exception {
        FilesMetadata golden = files(RATED);
        List<RelationUpdates> counted = new ArrayList<>();
        for (int number = 0; number < golden.names(); number++) {
            String[] parts = golden.name(number).split("/", -1);
            if (golden.updates(number) > 0) {
                counted.add(new RelationUpdates(
                        0, Long.parseLong(parts[2]), Long.parseLong(parts[3]), golden.updates(number)));
            }
        }
        Composer composer = new RatingComposer(1_000_000, 8192, new UpdateCounts(counted, null));
        List<List<String>> packed = packed(composer, golden);
        assertThat(new TreeSet<>(packed.getLast())).isEqualTo(new TreeSet<>(names(golden, "part_023.tar.zst")));
        assertThat(packed.getFirst().getFirst()).isEqualTo("/");
    }

    @Test
    void a_tar_holds_files_of_one_database_or_of_none_as_with_wal_g() throws Exception {
        FilesMetadata golden = files(BY_DATABASE);
        List<List<String>> packed = packed(new DatabaseComposer(1_000_000), golden);
        Set<Set<String>> files = packed.stream()
                .map(tar -> tar.stream().filter(name -> isFile(golden, name)).collect(Collectors.toSet()))
                .filter(tar -> !tar.isEmpty())
                .collect(Collectors.toSet());
        Set<Set<String>> theirs = tars(golden, "part_").stream()
                .map(tar -> tar.stream().filter(name -> isFile(golden, name)).collect(Collectors.toSet()))
                .filter(tar -> !tar.isEmpty())
                .collect(Collectors.toSet());
        assertThat(files).isEqualTo(theirs);
    }

    private static boolean isFile(FilesMetadata files, String name) {
        return !isFolder(files, files.find(name).orElseThrow());
    }

    /** Told in the order of a walk, each file as whole and of a kilobyte. */
    private static List<List<String>> packed(Composer composer, FilesMetadata golden) throws Exception {
        List<String> names = new ArrayList<>();
        for (String tar : golden.tars()) {
            if (tar.startsWith("part_") || tar.startsWith("copy_")) {
                names.addAll(names(golden, tar));
            }
        }
        names.sort(String::compareTo);
        for (String name : names) {
            boolean folder = isFolder(golden, golden.find(name).orElseThrow());
            WalkedFile file = new WalkedFile(
                    name, Path.of(name), folder ? Kind.FOLDER : Kind.FILE, folder ? 0 : 1024, 0, 0, 0, 0, "", "");
            composer.add(new Chosen(file, Treatment.WHOLE));
        }
        composer.end();
        List<List<String>> packed = new ArrayList<>();
        for (TarPlan plan = composer.next(); plan != null; plan = composer.next()) {
            List<String> tar = new ArrayList<>();
            TarPlan.Filled filled = (TarPlan.Filled) plan;
            for (Chosen each = filled.next(0); each != null; each = filled.next(0)) {
                tar.add(each.file().name());
            }
            packed.add(tar);
        }
        return packed;
    }

    private static boolean isFolder(FilesMetadata files, int number) {
        return folders.contains(files.name(number));
    }

    private static Stamp stamp(FilesMetadata files, int number) {
        return new Stamp(1, files.modifiedNanos(number), 0, 0, isFolder(files, number) ? FOLDER : FILE, 0, 0);
    }

    private static Set<Set<String>> tars(FilesMetadata files, String prefix) {
        return files.tars().stream()
                .filter(tar -> tar.startsWith(prefix))
                .map(tar -> Set.copyOf(names(files, tar)))
                .collect(Collectors.toSet());
    }

    private static List<String> names(FilesMetadata files, String tar) {
        return IntStream.of(files.entries(tar)).mapToObj(files::name).toList();
    }

    private static FilesMetadata files(String name) {
        ContentSource source = new ContentSource(storage, Layers.unencrypted(), 1, event -> {});
        return FilesMetadataDocument.read(source, backup(name)).optional().orElseThrow();
    }

    private static Backup backup(String name) {
        return archive.clusters().getFirst().backup(new BackupName(name)).orElseThrow();
    }
}
