package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every look prints of archives that WAL-G wrote, in every style: {@code src/test/resources/look/ARCHIVE.STYLE.txt}. What was
 * really printed is left in {@code target/look}.
 */
class LookAtArchivesTest {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"), "shell");

    private static final List<String> LOOKS = List.of(
            "cluster list",
            "archive show",
            "backup list",
            "backup show LATEST",
            "timeline list",
            "timeline show",
            "timeline show --scale time --ascii",
            "window list",
            "wal show",
            "wal list",
            "wal verify",
            "wal verify --nagios");

    private static final List<String> ARCHIVES = List.of("timelines", "zstd-tablespaces", "foreign-delta");

    private static Looked archive(String name) {
        return Looked.at(PackedArchive.named(name).shared().resolve("storage"), "s3://archives/" + name);
    }

    static Stream<Arguments> goldens() {
        return ARCHIVES.stream()
                .flatMap(archive ->
                        Stream.of("80", "120", "plain", "json", "words").map(style -> Arguments.of(archive, style)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void a_look_at_a_real_archive_prints_what_it_did(String archive, String style)
            throws IOException, InterruptedException {
        Looked looked = archive(archive);
        List<String> given = new ArrayList<>();
        for (String look : LOOKS) {
            if (style.equals("json") && (look.contains("--scale") || look.contains("--nagios"))) {
                continue;
            }
            Looked.Answer answer = switch (style) {
                case "80", "120" -> looked.onTerminal(Integer.parseInt(style), look);
                default -> looked.piped(look + " --" + style);
            };
            given.add("$ " + look);
            answer.out().lines().forEach(given::add);
            answer.err().lines().forEach(line -> given.add("! " + line));
            given.add("= " + answer.exit());
            given.add("");
        }
        Path actual = Files.createDirectories(ROOT.resolve("target/look")).resolve(archive + "." + style + ".txt");
        Files.writeString(actual, String.join("\n", given));
        assertThat(actual).hasSameTextualContentAs(ROOT.resolve("src/test/resources/look/" + actual.getFileName()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void no_line_is_wider_than_the_terminal(int width) throws InterruptedException {
        for (String archive : ARCHIVES) {
            for (String look : LOOKS) {
                if (!look.contains("--nagios")) {
                    assertThat(archive(archive).onTerminal(width, look).out().lines())
                            .as(archive + ": " + look)
                            .allMatch(line -> line.length() <= width || line.contains("walkback "));
                }
            }
        }
    }

    @Test
    void under_another_locale_than_utf_8_everything_is_ascii() throws InterruptedException {
        for (String look : LOOKS) {
            assertThat(archive("timelines")
                            .ask(look, true, 80, Map.of("LC_ALL", "C"))
                            .out()
                            .chars())
                    .as(look)
                    .allMatch(c -> c < 0x80);
        }
    }

    @Test
    void no_colour_is_used_where_none_is_wanted() throws InterruptedException {
        for (String look : LOOKS) {
            assertThat(archive("timelines").onTerminal(80, look).out()).as(look).doesNotContain("\033");
        }
    }

    @Test
    void every_record_of_a_list_has_the_same_number_of_fields() throws InterruptedException {
        for (String look :
                List.of("cluster list", "backup list", "timeline list", "window list", "wal show", "wal list")) {
            assertThat(archive("timelines")
                            .piped(look + " --plain")
                            .out()
                            .lines()
                            .map(line -> line.split("\t", -1).length)
                            .distinct())
                    .as(look)
                    .hasSize(1);
        }
    }
}
