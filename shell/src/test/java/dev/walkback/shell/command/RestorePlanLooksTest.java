package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What restore plan prints of archives that WAL-G wrote, in every style: {@code src/test/resources/look/plan-ARCHIVE.STYLE.txt}. */
class RestorePlanLooksTest {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"), "shell");

    private static final List<String> LOOKS = List.of(
            "restore plan",
            "restore plan --immediate --explain-choice",
            "restore plan --latest --timeline 1 --explain-choice",
            "restore plan --lsn 0/D000000 --timeline 1",
            "restore plan --lsn 0/1000000",
            "restore plan --lsn F/0",
            "restore plan --time '2020-01-01 00:00Z'",
            "restore plan --name nobody_gave_it");

    private static final List<String> ARCHIVES = List.of("timelines", "zstd-tablespaces");

    private static Looked archive(String name) {
        Path storage = PackedArchive.named(name).shared().resolve("storage");
        return Looked.at(storage, "s3://archives/" + name).reading(storage);
    }

    static Stream<Arguments> goldens() {
        return ARCHIVES.stream()
                .flatMap(archive ->
                        Stream.of("80", "plain", "json", "words").map(style -> Arguments.of(archive, style)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void a_plan_prints_what_it_did(String archive, String style) throws IOException, InterruptedException {
        Looked looked = archive(archive);
        List<String> given = new ArrayList<>();
        for (String look : LOOKS) {
            Looked.Answer answer =
                    style.equals("80") ? looked.onTerminal(80, look) : looked.piped(look + " --" + style);
            given.add("$ " + look);
            answer.out().lines().forEach(given::add);
            answer.err().lines().forEach(line -> given.add("! " + line));
            given.add("= " + answer.exit());
            given.add("");
        }
        Path actual =
                Files.createDirectories(ROOT.resolve("target/look")).resolve("plan-" + archive + "." + style + ".txt");
        Files.writeString(actual, String.join("\n", given));
        assertThat(actual).hasSameTextualContentAs(ROOT.resolve("src/test/resources/look/" + actual.getFileName()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void no_line_is_wider_than_the_terminal(int width) throws InterruptedException {
        for (String look : LOOKS) {
            assertThat(archive("timelines").onTerminal(width, look).out().lines())
                    .as(look)
                    .allMatch(line -> line.length() <= width || line.contains("walkback "));
        }
    }
}
