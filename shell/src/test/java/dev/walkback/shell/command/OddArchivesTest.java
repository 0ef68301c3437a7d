package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are not as they should be: nothing crashes, nothing is hidden, and nothing reaches the terminal as it is. */
class OddArchivesTest {

    @TempDir
    Path folder;

    static List<String> looks() {
        return List.of(
                "cluster list",
                "archive show",
                "backup list",
                "timeline list",
                "timeline show",
                "window list",
                "wal show",
                "wal list",
                "wal verify",
                "wal verify --nagios");
    }

    static Stream<String> faults() {
        return DamagedArchive.faults().stream();
    }

    private Path sound() {
        return DamagedArchive.unpackInto(folder, DamagedArchive.faults().getFirst())
                .resolve("storage");
    }

    private static Looked.Answer shown(Path storage, String line) throws InterruptedException {
        return Looked.at(storage, "s3://archives/odd").piped(line);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void every_look_at_every_fault_has_an_answer(String fault) throws InterruptedException {
        Looked looked = Looked.at(DamagedArchive.unpackInto(folder, fault).resolve("storage"), "s3://archives/odd");
        for (String look : looks()) {
            for (String style : List.of("", " --plain", " --json", " --words")) {
                Looked.Answer answer = looked.piped(look + style);
                assertThat(answer.exit()).as(look + style + answer.err()).isIn(0, 1, 2, 3, 10);
            }
        }
    }

    @Test
    void control_characters_of_hosts_and_user_data_never_reach_the_terminal() throws IOException, InterruptedException {
        Path storage =
                PackedArchive.named("zstd-tablespaces").unpackInto(folder).resolve("storage");
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                Files.writeString(file, text.replace("db1", "db\\u001b[2J\\u0007\\n\\u202e1"));
            }
        }
        Looked looked = Looked.at(storage, "s3://archives/hostile");
        for (String look : List.of("backup list", "backup show LATEST", "archive show", "timeline show")) {
            for (String style : List.of("", " --plain", " --words")) {
                assertThat(looked.onTerminal(120, look + style).out().codePoints())
                        .as(look + style)
                        .noneMatch(c -> (c != '\n' && c != '\t' && Character.isISOControl(c)) || c == 0x202e);
            }
        }
        assertThat(looked.piped("backup show LATEST --plain").out()).contains("db\\x1b[2J\\x07\\n\\u{202e}1");
    }

    @Test
    void names_of_objects_that_command_a_terminal_are_shown_as_escapes() throws IOException, InterruptedException {
        Path storage = sound();
        Files.writeString(storage.resolve("basebackups_005/evil\033[31m_backup_stop_sentinel.json"), "{}");
        Files.writeString(storage.resolve("wal_005/odd\033[2J"), "");
        for (String look : looks()) {
            for (String style : List.of("", " --plain", " --words", " --json")) {
                assertThat(shown(storage, look + style).out()).as(look + style).doesNotContain("\033");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_listing_that_broke_off_is_never_shown_as_complete(String look) throws InterruptedException {
        Looked looked = Looked.at(PackedArchive.named("timelines").shared().resolve("storage"), "s3://archives/part")
                .inPart();
        if (look.contains("--nagios")) {
            assertThat(looked.piped(look)).satisfies(it -> {
                assertThat(it.out()).startsWith("WALKBACK UNKNOWN");
                assertThat(it.exit()).isEqualTo(3);
            });
            return;
        }
        assertThat(looked.piped(look).out()).contains("not all could be listed");
        assertThat(looked.piped(look + " --words").out()).contains("Not all could be listed");
        assertThat(looked.piped(look + " --json").out()).contains("\"complete\":false");
        assertThat(looked.piped(look + " --plain").err()).contains("not all could be listed");
        assertThat(looked.piped(look).exit()).isEqualTo(3);
    }

    @Test
    void several_clusters_are_not_mixed_and_none_is_guessed() throws IOException, InterruptedException {
        Path storage = PackedArchive.named("lz4-delta-chain")
                .unpackInto(folder.resolve("a"))
                .resolve("storage");
        Path other = PackedArchive.named("foreign-delta")
                .unpackInto(folder.resolve("b"))
                .resolve("storage");
        try (Stream<Path> files = Files.walk(other)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = storage.resolve(other.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
        Looked looked = Looked.at(storage, "s3://archives/two");
        assertThat(looked.piped("backup list")).satisfies(it -> {
            assertThat(it.exit()).isEqualTo(2);
            assertThat(it.err()).contains("cluster-not-chosen", "backup list --cluster=7710575592825770039");
        });
        assertThat(looked.piped("cluster list --plain").out().lines()).hasSize(2);
        assertThat(looked.piped("backup list --cluster 0039 --plain").exit()).isIn(0, 3);
        assertThat(looked.piped("archive show").out()).contains("two-systems");
    }

    @ParameterizedTest
    @CsvSource({
        "1/0/03, base_000000010000000000000003",
        "000000010000000000000003, base_000000010000000000000003",
        "base_000000010000000000000003, base_000000010000000000000003",
        "'1/0/06 D 0/03', base_000000010000000000000006_D_000000010000000000000003",
        "LATEST, base_00000001000000000000000D_D_00000001000000000000000B"
    })
    void a_backup_can_be_named_in_short(String typed, String meant) throws InterruptedException {
        Looked looked =
                Looked.at(PackedArchive.named("lz4-delta-chain").shared().resolve("storage"), "s3://archives/orders");
        assertThat(looked.piped("backup show '" + typed + "' --plain").out()).startsWith("name\t" + meant + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2/0/03", "9/9/99", "base_", "latest", "1/0/1000000000", "\u0000"})
    void a_backup_that_is_not_there_is_not_found(String typed) throws InterruptedException {
        Looked looked =
                Looked.at(PackedArchive.named("lz4-delta-chain").shared().resolve("storage"), "s3://archives/orders");
        assertThat(looked.piped("backup show '" + typed + "'").exit()).isEqualTo(13);
    }

    @Test
    void a_sentinel_that_makes_no_sense_is_told_with_what_it_costs() throws IOException, InterruptedException {
        Path storage = sound();
        String sentinel;
        try (Stream<Path> files = Files.walk(storage.resolve("basebackups_005"))) {
            Path file = files.filter(it -> it.toString().endsWith("_backup_stop_sentinel.json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, "{\"LSN\": ");
            sentinel = file.getFileName().toString().replace("_backup_stop_sentinel.json", "");
        }
        assertThat(shown(storage, "archive show --plain").out())
                .contains("finding\tdamage\tsentinel-unreadable\t" + sentinel + "\t" + sentinel);
        assertThat(shown(storage, "backup show " + sentinel).exit()).isEqualTo(3);
    }
}
