package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.Sampling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code wal-g backup-fetch}: the tree that WAL-G made, but for what docs/reference/differences.md tells. */
class BackupFetchTest {

    private static final String FULL = "base_000000010000000000000003";
    private static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";

    @TempDir
    Path folder;

    private record Ended(int exit, String out, String log) {}

    @ParameterizedTest
    @CsvSource({
        "brotli-libsodium, base_000000010000000000000006_D_000000010000000000000003, ''",
        "none-and-mixed, base_000000010000000000000016_D_000000010000000000000013, --reverse-unpack",
        "composers, base_00000001000000000000000D, --skip-redundant-tars",
    })
    void the_tree_is_the_one_that_wal_g_made_in_either_order(String archive, String backup, String flag)
            throws Exception {
        Path unpacked = PackedArchive.named(archive).shared();
        List<String> words = new ArrayList<>(List.of(data().toString(), backup));
        if (!flag.isEmpty()) {
            words.add(flag);
        }

        Ended ended = fetch(ArchiveSettings.of(unpacked), words);

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(tree(data())).isEqualTo(recorded(unpacked, "backup-fetch/" + backup));
    }

    @Test
    void nothing_of_the_fetch_itself_is_left() throws Exception {
        fetchSound(data().toString(), FULL);

        assertThat(data().resolve("walkback.restore")).doesNotExist();
    }

    @Test
    void what_scripts_look_for_in_the_log_is_there() throws Exception {
        Ended ended = fetchSound(data().toString(), DELTA);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.log())
                .contains("Selecting the backup with name " + DELTA + "...")
                .contains("Backup to fetch will be searched in storages: [default]")
                .contains("Delta from " + FULL + " at LSN 0/3000028")
                .contains("Finished extraction of part_001.tar.lz4")
                .endsWith("\nBackup extraction complete.\n");
    }

    @Test
    void a_restore_spec_puts_tablespaces_elsewhere_and_leaves_the_servers_own_map_out() throws Exception {
        Path archive = PackedArchive.named("zstd-tablespaces").shared();
        Path spec = Files.writeString(folder.resolve("spec.json"), """
                {"base_prefix":"/nowhere","tablespaces":["16384","16385"],
                 "16384":{"loc":"%1$s/fast","link":"pg_tblspc/16384"},"16385":{"loc":"%1$s/cold","link":"pg_tblspc/16385"}}
                """.formatted(folder));

        Ended ended = fetch(
                ArchiveSettings.of(archive),
                List.of(data().toString(), "base_000000010000000000000014", "--restore-spec", spec.toString()));

        assertThat(ended.exit()).as(ended.log()).isZero();
        SortedMap<String, String> expected = recorded(archive, "backup-fetch/base_000000010000000000000014");
        expected.remove("tablespace_map");
        for (String place : List.of("fast", "cold")) {
            assertThat(tree(folder.resolve(place))).as(place).isEqualTo(below(expected, "srv/tblspc/" + place + "/"));
        }
        expected.keySet().removeIf(name -> name.startsWith("srv/"));
        expected.put("pg_tblspc/16384", "l 0777 - - " + folder.resolve("fast"));
        expected.put("pg_tblspc/16385", "l 0777 - - " + folder.resolve("cold"));
        assertThat(tree(data())).isEqualTo(expected);
    }

    private Map<String, String> movedSource() throws IOException {
        Path archive = PackedArchive.named("zstd-tablespaces").unpackInto(folder.resolve("archive"));
        Path sentinel =
                archive.resolve("storage/basebackups_005/base_000000010000000000000014_backup_stop_sentinel.json");
        Files.writeString(
                sentinel,
                Files.readString(sentinel)
                        .replace("/srv/tblspc", folder.resolve("spaces").toString()));
        return ArchiveSettings.of(archive);
    }

    @Test
    void links_of_tablespaces_are_made_in_the_destination_and_lead_to_where_they_were() throws Exception {
        Ended ended = fetch(movedSource(), List.of(data().toString(), "base_000000010000000000000014"));

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(data().resolve("pg_tblspc/16384").toRealPath()).isEqualTo(folder.resolve("spaces/fast"));
        assertThat(data().resolve("tablespace_map")).exists();
    }

    @Test
    void tablespaces_of_a_server_that_is_still_there_are_not_touched() throws Exception {
        Map<String, String> settings = movedSource();
        Path alive = Files.createDirectories(folder.resolve("spaces/cold/PG_17_202406281"));

        Ended ended = fetch(settings, List.of(data().toString(), "base_000000010000000000000014"));

        assertThat(ended.exit()).isOne();
        assertThat(ended.log()).contains("Directory " + alive.getParent() + " for delta base must be empty");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_mask_without_files_metadata_is_an_error_and_not_ignored() throws Exception {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), "missing-files-metadata-full");

        Ended ended = fetch(settings(archive), List.of(data().toString(), FULL, "--mask", "base/1/*"));

        assertThat(ended.exit()).isOne();
        assertThat(ended.log()).contains("--mask needs files metadata");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_fetch_that_was_ended_goes_on_and_gives_the_same_tree() throws Exception {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), "flipped-byte-part");
        Map<String, String> settings = settings(archive);
        assertThat(fetch(settings, List.of(data().toString(), DELTA)).exit()).isOne();
        Path mended = PackedArchive.named("damaged").shared().resolve("base/storage/basebackups_005/" + FULL);
        Path spoilt = archive.resolve("storage/basebackups_005/" + FULL);
        try (Stream<Path> parts = Files.list(mended.resolve("tar_partitions"))) {
            for (Path part : parts.toList()) {
                Path own = spoilt.resolve("tar_partitions").resolve(part.getFileName());
                if (Files.mismatch(part, own) >= 0) {
                    FileTime stored = Files.getLastModifiedTime(own);
                    Files.write(own, Files.readAllBytes(part));
                    Files.setLastModifiedTime(own, stored);
                }
            }
        }

        Ended ended = fetch(settings, List.of(data().toString(), DELTA));

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(ended.log()).contains("Going on with what an earlier run began");
        assertThat(tree(data())).isEqualTo(recorded(archive, "backup-fetch/" + DELTA));
    }

    @Test
    void a_remote_backup_gets_a_directory_that_postgresql_starts_in() throws Exception {
        Path archive = PackedArchive.named("remote").shared();
        Path spec = Files.writeString(folder.resolve("spec.json"), """
                {"base_prefix":"/nowhere","tablespaces":["16384"],"16384":{"loc":"%s/far","link":"pg_tblspc/16384"}}
                """.formatted(folder));

        Ended ended = fetch(
                ArchiveSettings.of(archive), List.of(data().toString(), "LATEST", "--restore-spec", spec.toString()));

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(tree(data()).get(".")).isEqualTo("d 0700 - -");
        assertThat(tree(data()).keySet()).contains("global/pg_control", "backup_label");
    }

    @Test
    void latest_is_what_was_stored_last_whatever_its_name() throws Exception {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), "missing-metadata");
        Files.setLastModifiedTime(
                archive.resolve("storage/basebackups_005/" + FULL + "_backup_stop_sentinel.json"),
                FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

        Ended ended = fetch(settings(archive), List.of(data().toString(), "LATEST"));

        assertThat(ended.log()).contains("Selecting the latest backup...").doesNotContain("Delta from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tags\": [\"weekly\", \"<html>&\"], \"by\": \"ops\", \"ticket\": 42} | base_000000010000000000000002",
                "\"before the migration\" | base_000000010000000000000010_D_000000010000000000000002",
                "{\"n\": 2.0} | base_000000010000000000000014"
            })
    void user_data_is_compared_as_values(String userData, String backup) throws Exception {
        Path archive = PackedArchive.named("zstd-tablespaces").shared();

        Ended ended =
                fetch(ArchiveSettings.of(archive), List.of(occupied().toString(), "--target-user-data", userData));

        assertThat(ended.log()).contains("Selecting the backup with the specified user data...");
        assertThat(ended.log()).contains("must be empty");
        assertThat(ended.log()).doesNotContain("No backups found");
        assertThat(backup).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIR LATEST x | accepts between 1 and 2 arg(s), received 3",
                "DIR LATEST --bogus | unknown flag: --bogus",
                "DIR LATEST --restore-only | flag needs an argument: --restore-only"
            })
    void a_command_line_that_makes_no_sense_is_told_on_both_streams(String words, String sentence) throws Exception {
        Ended ended = fetchSound(words.replace("DIR", data().toString()).split(" "));

        assertThat(ended.exit()).isOne();
        assertThat(ended.out()).isEqualTo(sentence + "\n");
        assertThat(ended.log()).startsWith("Error: " + sentence + "\nUsage:\nwal-g backup-fetch destination_directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIR | insufficient arguments",
                "DIR LATEST --target-user-data {} | Specify target backup name OR target userdata, not both",
                "DIR --target-user-data { | failed to read the user data as a JSON object: Failed to unmarshal {",
            })
    void a_selection_that_makes_no_sense_prints_usage_on_standard_output(String words, String sentence)
            throws Exception {
        Ended ended = fetchSound(words.replace("DIR", data().toString()).split(" "));

        assertThat(ended.exit()).isOne();
        assertThat(ended.out()).startsWith("Usage:\nwal-g backup-fetch destination_directory");
        assertThat(ended.log()).contains("ERROR: ").contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base_0000000100000000000000FF | Failed to select backup: Backup 'base_0000000100000000000000FF' does not exist.",
                "--target-user-data {\"n\":3} | Failed to select backup: No backups found",
            })
    void what_is_not_there_is_told_as_wal_g_tells_it(String words, String sentence) throws Exception {
        Ended ended = fetchSound((data() + " " + words).split(" "));

        assertThat(ended.exit()).isOne();
        assertThat(ended.log()).contains("ERROR: ").contains(sentence);
    }

    @Test
    void a_directory_with_something_in_it_is_refused_and_not_touched() throws Exception {
        Path occupied = occupied();

        Ended ended = fetchSound(occupied.toString(), FULL);

        assertThat(ended.exit()).isOne();
        assertThat(ended.log()).contains("Directory " + occupied + " for delta base must be empty");
        assertThat(tree(occupied)).hasSize(2);
    }

    @Test
    void an_unknown_database_is_an_error_that_names_those_there_are() throws Exception {
        Ended ended = fetchSound(data().toString(), FULL, "--restore-only", "nowhere");

        assertThat(ended.exit()).isOne();
        assertThat(ended.log()).contains("nowhere").contains("its databases are postgres, template1");
        assertThat(data()).doesNotExist();
    }

    @Test
    void only_what_is_wanted_is_restored_of_a_database_of_users() throws Exception {
        Path archive = PackedArchive.named("lz4-delta-chain").shared();
        String backup = "base_00000001000000000000000D_D_00000001000000000000000B";

        Ended ended = fetch(
                ArchiveSettings.of(archive), List.of(data().toString(), backup, "--restore-only", "extra,template1"));

        assertThat(ended.exit()).as(ended.log()).isZero();
        SortedMap<String, String> restored = tree(data());
        SortedMap<String, String> whole = recorded(archive, "backup-fetch/" + backup);
        assertThat(whole).containsAllEntriesOf(restored);
        whole.keySet().removeAll(restored.keySet());
        assertThat(whole.keySet()).isNotEmpty().allMatch(name -> name.startsWith("base/16384/"));
    }

    @Test
    void a_mask_leaves_out_what_a_server_starts_by() throws Exception {
        Ended ended = fetchSound(data().toString(), FULL, "--mask", "base/1/*");

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(tree(data()).entrySet().stream()
                        .filter(entry -> entry.getValue().startsWith("f"))
                        .map(Map.Entry::getKey))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("base/1/"));
    }

    static Stream<String> faults() {
        return Sampling.MATRIX.of("faults under the name wal-g", DamagedArchive.faults(), 8).stream();
    }

    /** What each comes to is told by the codes of {@code backup fetch}; here it is one number, as scripts of WAL-G expect. */
    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_never_ends_with_a_directory_that_looks_whole(String fault) throws Exception {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), fault);

        Ended ended = fetch(settings(archive), List.of(data().toString(), DELTA));

        boolean whole = Files.exists(data().resolve("global/pg_control"));
        assertThat(ended.exit()).as(ended.log()).isEqualTo(whole ? 0 : 1);
        if (whole) {
            assertThat(tree(data())).isEqualTo(recorded(archive, "backup-fetch/" + DELTA));
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path occupied() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Files.writeString(occupied.resolve("mine"), "mine");
        return occupied;
    }

    private static Ended fetchSound(String... words) throws Exception {
        Path archive = PackedArchive.named("damaged").shared().resolve("base");
        return fetch(settings(archive), List.of(words));
    }

    private static Map<String, String> settings(Path archive) {
        return new TreeMap<>(
                Map.of("WALG_FILE_PREFIX", archive.resolve("storage").toString(), "TZ", "UTC"));
    }

    private static Ended fetch(Map<String, String> settings, List<String> words) throws Exception {
        List<String> line = new ArrayList<>(List.of("backup-fetch"));
        line.addAll(words);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
        int exit = new WalgFace().run(line, console);
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Type, mode, size, hash and target by path, as WAL-G's answers were written down; a directory without a mode of its own is private here. */
    private static SortedMap<String, String> recorded(Path archive, String name) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(archive.resolve("answers").resolve(name + ".manifest"))) {
            String[] column = line.split("\t", -1);
            String target = column.length > 5 && !column[5].isEmpty() ? " " + column[5] : "";
            String mode = column[4].endsWith("/.") || column[4].equals(".") ? "0700" : column[1];
            lines.put(column[4], String.join(" ", column[0], mode, column[2], column[3]) + target);
        }
        return lines;
    }

    private static SortedMap<String, String> below(SortedMap<String, String> all, String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        all.forEach((name, line) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), line);
            }
        });
        return found;
    }

    private static SortedMap<String, String> tree(Path directory) throws Exception {
        SortedMap<String, String> lines = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                String name = directory.relativize(path).toString();
                lines.put(name.isEmpty() ? "." : name, line(path));
            }
        }
        return lines;
    }

    private static String line(Path path) throws Exception {
        if (Files.isSymbolicLink(path)) {
            return "l 0777 - - " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path)) {
            return "d " + mode(path) + " - -";
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
        return "f " + mode(path) + " " + Files.size(path) + " " + HexFormat.of().formatHex(hash);
    }

    private static String mode(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        return "0" + Integer.toOctalString(mode);
    }
}
