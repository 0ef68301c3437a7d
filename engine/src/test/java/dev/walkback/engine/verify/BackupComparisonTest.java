package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.verify.BackupDifference.Fate;
import dev.walkback.engine.verify.BackupDifference.Kinship;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackupComparisonTest {

    /** In every directory that WAL-G restores, but not among the files it compares. */
    private static final Set<String> OF_THE_BACKUP = Set.of("backup_label", "tablespace_map", "global/pg_control");

    private static final String CHAIN = "lz4-delta-chain";
    private static final String FULL = "base_000000010000000000000003";
    private static final String SECOND = "base_000000010000000000000006_D_000000010000000000000003";
    private static final String LAST = "base_00000001000000000000000D_D_00000001000000000000000B";

    static Stream<Arguments> restored() {
        return OpenedArchive.NAMES.stream()
                // it has no files metadata that could tell
                .flatMap(name -> backups(name)
                        .filter(backup -> backup.objects().filesMetadata() != null)
                        .map(backup -> Arguments.of(name, backup.name().text())))
                .filter(arguments -> Files.exists(
                        manifest((String) arguments.get()[0], (String) arguments.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("restored")
    void files_have_the_sizes_that_wal_g_restores_them_with(String archive, String backup) {
        OpenedArchive opened = OpenedArchive.named(archive);
        assertThat(sizes(opened, backup)).containsExactlyEntriesOf(filesOf(archive, backup));
    }

    static Stream<Arguments> last() {
        return Stream.of(
                Arguments.of(CHAIN, LAST),
                Arguments.of("composers", "base_000000010000000000000008_D_000000010000000000000005"),
                Arguments.of("timelines", "base_00000003000000000000000F_D_00000002000000000000000A"),
                Arguments.of("zstd-tablespaces", "base_000000010000000000000014"));
    }

    @ParameterizedTest
    @MethodSource("last")
    void changes_are_those_between_the_directories_that_wal_g_restores(String archive, String backup) {
        OpenedArchive opened = OpenedArchive.named(archive);
        String first = opened.cluster().backups().getFirst().name().text();
        SortedMap<String, Long> before = filesOf(archive, first);
        SortedMap<String, Long> after = filesOf(archive, backup);
        BackupDifference.FileChanges changes =
                compare(archive, first, backup, Depth.CONTENT).files();
        assertThat(changes).isNotNull();
        assertThat(changes.added())
                .isEqualTo(after.keySet().stream()
                        .filter(name -> !before.containsKey(name))
                        .count());
        assertThat(changes.removed())
                .isEqualTo(before.keySet().stream()
                        .filter(name -> !after.containsKey(name))
                        .count());
        assertThat(changes.grown())
                .isEqualTo(after.entrySet().stream()
                        .filter(entry -> before.getOrDefault(entry.getKey(), Long.MAX_VALUE) < entry.getValue())
                        .count());
        assertThat(changes.shrunk())
                .isEqualTo(after.entrySet().stream()
                        .filter(entry -> before.getOrDefault(entry.getKey(), 0L) > entry.getValue())
                        .count());
    }

    @Test
    void a_table_that_grew_is_called_by_its_name() {
        BackupDifference difference = compare(CHAIN, FULL, SECOND, Depth.CONTENT);
        assertThat(difference.relations())
                .filteredOn(change -> change.database() != null && change.relation() != null)
                .anySatisfy(change -> {
                    assertThat(change.relation()).startsWith("public.");
                    assertThat(change.fate()).isEqualTo(Fate.CHANGED);
                    assertThat(change.changedPages()).isPositive();
                    assertThat(change.bytesAfter()).isNotNull();
                });
    }

    @Test
    void the_largest_change_comes_first() {
        List<BackupDifference.RelationChange> relations =
                compare(CHAIN, FULL, LAST, Depth.CONTENT).relations();
        assertThat(relations).isNotEmpty();
        assertThat(change(relations.getFirst())).isGreaterThanOrEqualTo(change(relations.getLast()));
    }

    @Test
    void databases_that_came_are_told() {
        assertThat(compare(CHAIN, FULL, LAST, Depth.OBJECTS).databases())
                .extracting(BackupDifference.DatabaseChange::fate)
                .contains(Fate.ADDED);
    }

    @Test
    void a_delta_tells_its_changed_pages_without_reading_its_chain() {
        BackupDifference difference = compare(CHAIN, FULL, SECOND, Depth.OBJECTS);
        assertThat(difference.relations()).anySatisfy(change -> {
            assertThat(change.changedPages()).isPositive();
            assertThat(change.bytesBefore()).isNull();
        });
    }

    @Test
    void a_backup_beside_itself_does_not_differ() {
        BackupDifference difference = compare(CHAIN, SECOND, SECOND, Depth.CONTENT);
        assertThat(difference.relations()).isEmpty();
        assertThat(difference.databases()).isEmpty();
        assertThat(difference.settings()).isEmpty();
        assertThat(difference.walBytes()).isZero();
    }

    @Test
    void what_lies_between_them_is_told_in_wal() {
        BackupDifference difference = compare(CHAIN, FULL, SECOND, Depth.OBJECTS);
        assertThat(difference.kinship()).isEqualTo(Kinship.SAME_LINE);
        assertThat(difference.walBytes()).isEqualTo(3L << 24);
    }

    @Test
    void backups_of_two_branches_are_not_on_one_line() {
        assertThat(compare(
                                "timelines",
                                "base_00000001000000000000000F",
                                "base_00000002000000000000000A_D_000000010000000000000006",
                                Depth.OBJECTS)
                        .kinship())
                .isEqualTo(Kinship.OTHER_BRANCH);
    }

    @Test
    void a_backup_without_files_metadata_can_be_compared_all_the_same() {
        BackupDifference difference =
                compare("composers", "base_00000001000000000000000B", "base_00000001000000000000000D", Depth.CONTENT);
        assertThat(difference.files()).isNull();
        assertThat(difference.b().control()).isNotNull();
    }

    @Test
    void a_backup_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> compare(CHAIN, FULL, "base_gone", Depth.OBJECTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_a_key_nothing_is_compared() {
        OpenedArchive locked = OpenedArchive.in(PackedArchive.named("lzma-pgp").shared(), Layers.unencrypted());
        BackupComparison comparison = new BackupComparison(locked.source(), locked.archive());
        List<Backup> backups = locked.cluster().backups();
        assertThatThrownBy(() -> comparison.compare(
                        backups.getFirst().name(), backups.getLast().name(), Depth.OBJECTS))
                .isInstanceOf(StorageException.WrongKey.class);
    }

    private static long change(BackupDifference.RelationChange change) {
        Long before = change.bytesBefore();
        Long after = change.bytesAfter();
        return Math.abs((after == null ? 0 : after) - (before == null ? 0 : before));
    }

    private static BackupDifference compare(String archive, String a, String b, Depth depth) {
        OpenedArchive opened = OpenedArchive.named(archive);
        return new BackupComparison(opened.source(), opened.archive())
                .compare(new BackupName(a), new BackupName(b), depth);
    }

    private static SortedMap<String, Long> sizes(OpenedArchive archive, String name) {
        RecoveryWindows windows = RecoveryWindows.of(archive.cluster());
        ComparedBackup backup = new ComparedBackup(
                archive.source(),
                windows.backup(new BackupName(name)).orElseThrow().chain(),
                new ArrayList<>());
        backup.readChain();
        FilesMetadata metadata = java.util.Objects.requireNonNull(backup.metadata());
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (int number = 0; number < metadata.names(); number++) {
            String file = metadata.name(number).replaceFirst("^/", "");
            if (metadata.isDescribed(number) && !backup.isFolder(number) && !OF_THE_BACKUP.contains(file)) {
                sizes.put(file, backup.size(number));
            }
        }
        return sizes;
    }

    private static Stream<Backup> backups(String archive) {
        return OpenedArchive.named(archive).archive().clusters().stream()
                .map(Cluster::backups)
                .flatMap(List::stream);
    }

    private static Path manifest(String archive, String backup) {
        return OpenedArchive.named(archive).folder().resolve("answers/backup-fetch/" + backup + ".manifest");
    }

    /** The directory was listed together with the places that its links lead to. */
    private static SortedMap<String, Long> filesOf(String archive, String backup) {
        SortedMap<String, Long> files = new TreeMap<>();
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(manifest(archive, backup))) {
            rows = lines.map(line -> line.split("\t")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String[] column : rows) {
            if (column[0].equals("f") && !OF_THE_BACKUP.contains(column[4])) {
                files.put(inTablespace(column[4], rows), Long.parseLong(column[2]));
            }
        }
        return files;
    }

    private static String inTablespace(String file, List<String[]> rows) {
        for (String[] column : rows) {
            if (column[0].equals("l") && ("/" + file).startsWith(column[5] + "/")) {
                return column[4] + file.substring(column[5].length() - 1);
            }
        }
        return file;
    }
}
