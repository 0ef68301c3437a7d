package dev.walkback.engine.restore.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.verify.OpenedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What WAL-G made of the same backups: full ones, chains, every codec and key, tablespaces, without files metadata, remote. */
class WalgManifestTest {

    /** Below it the tablespaces of every archive lay. */
    private static final String PLACES = "srv/";

    static Stream<Arguments> backups() throws IOException {
        Stream.Builder<Arguments> all = Stream.builder();
        for (String name : OpenedArchive.NAMES) {
            Path answers = OpenedArchive.named(name).folder().resolve("answers/backup-fetch");
            try (Stream<Path> files = Files.list(answers)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.matches("base_[0-9A-F_D]+[.]manifest"))
                        .sorted()
                        .forEach(file -> all.add(Arguments.of(name, file.replace(".manifest", ""))));
            }
        }
        return all.build();
    }

    @ParameterizedTest
    @MethodSource("backups")
    void the_tree_is_the_one_that_wal_g_makes(String archive, String backup, @TempDir Path temp) throws Exception {
        OpenedArchive opened = OpenedArchive.named(archive);
        Chain chain = Fetching.chain(opened, new BackupName(backup));
        Path data = temp.resolve("data");
        Map<String, Path> tablespaces = Fetching.tablespaces(chain, temp);

        Fetching.run(Fetching.plan(chain, opened.source(), data, tablespaces, Manner.WAL_G), opened.source(), e -> {});

        Manifest answer = Manifest.stored(opened.folder().resolve("answers/backup-fetch/" + backup + ".manifest"));
        assertThat(Manifest.of(data).differences(expected(answer, tablespaces))).isEmpty();
        for (Map.Entry<String, Path> tablespace : tablespaces.entrySet()) {
            Map<String, String> within = tablespace(answer, tablespace.getKey());
            assertThat(within).as("what WAL-G put there").containsKey(".");
            assertThat(Manifest.of(tablespace.getValue()).differences(within)).isEmpty();
        }
    }

    /** Where ours differs on purpose: links lead to this test's places, and a directory without a mode is private. */
    private static Map<String, String> expected(Manifest answer, Map<String, Path> tablespaces) {
        Map<String, String> lines = new TreeMap<>();
        answer.lines().forEach((name, line) -> {
            if (!name.startsWith(PLACES)) {
                lines.put(name, line);
            }
        });
        if (!tablespaces.isEmpty()) {
            // it would tell the server to put the links back to where they were
            lines.remove("tablespace_map");
        }
        tablespaces.forEach((oid, place) -> lines.put("pg_tblspc/" + oid, "l 0777 - - -> " + place));
        lines.computeIfPresent(".", (name, line) -> line.replace("0755", "0700"));
        return lines;
    }

    /** What WAL-G put behind the link, told from there; the directory itself is private here. */
    private static Map<String, String> tablespace(Manifest answer, String oid) {
        String link = Objects.requireNonNull(answer.lines().get("pg_tblspc/" + oid));
        String place = link.substring(link.indexOf('/') + 1) + "/";
        Map<String, String> lines = new TreeMap<>();
        answer.lines().forEach((name, line) -> {
            if (name.startsWith(place)) {
                lines.put(name.substring(place.length()), line);
            }
        });
        lines.computeIfPresent(".", (name, line) -> line.replace("0755", "0700"));
        return lines;
    }
}
