package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists say agrees with what happened when the archives were made. */
class StoriesTest {

    private static final Pattern BACKUP =
            Pattern.compile("(?s)\"kind\": \"backup\",\\s+\"label\": \"([^\"]+)\"(.*?)\n }");
    private static final Pattern FIELD = Pattern.compile("\"(start_lsn|finish_time|delta_from)\": \"([^\"]+)\"");

    /** By name: where it starts, when it finished, and its kind, as the list has them. */
    private static Map<String, List<String>> told(Path story) throws IOException {
        Map<String, List<String>> told = new TreeMap<>();
        for (MatchResult backup :
                BACKUP.matcher(Files.readString(story)).results().toList()) {
            Map<String, String> fields = new TreeMap<>();
            FIELD.matcher(backup.group(2)).results().forEach(it -> fields.put(it.group(1), it.group(2)));
            told.put(
                    backup.group(1),
                    List.of(
                            fields.getOrDefault("start_lsn", "-"),
                            Instant.parse(fields.getOrDefault("finish_time", ""))
                                    .toString(),
                            fields.containsKey("delta_from") ? "delta" : "full"));
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lz4-delta-chain",
                "zstd-wal-delta",
                "zstd-tablespaces",
                "timelines",
                "foreign-delta",
                "none-and-mixed",
                "segsize-1mb"
            })
    void the_list_of_backups_is_that_of_the_story(String archive) throws IOException, InterruptedException {
        Path folder = PackedArchive.named(archive).shared();
        Map<String, List<String>> listed = new TreeMap<>();
        Looked.at(folder.resolve("storage"), "s3://archives/" + archive)
                .piped("backup list --plain")
                .out()
                .lines()
                .map(line -> line.split("\t", -1))
                .forEach(
                        field -> listed.put(field[0], List.of(field[7], field[1], field[2].replace(",permanent", ""))));
        assertThat(listed).isNotEmpty().isEqualTo(told(folder.resolve("story.json")));
    }
}
