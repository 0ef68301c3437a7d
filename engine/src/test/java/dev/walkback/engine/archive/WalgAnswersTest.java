package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What WAL-G itself said of the archives that it wrote. */
class WalgAnswersTest {

    private static final String ANSWER = "answers/backup-list-detail-json.out";

    static Stream<String> names() {
        return PackedArchive.NAMES.stream()
                .filter(name -> !name.equals("empty"))
                .filter(name -> Files.exists(PackedArchive.named(name).shared().resolve(ANSWER)));
    }

    /** The fields of each backup that are no lists and no objects, by the backup's name. */
    private static Map<String, Map<String, String>> answer(String name) throws IOException {
        Path file = PackedArchive.named(name).shared().resolve(ANSWER);
        Map<String, Map<String, String>> backups = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new HashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    if (parser.nextToken().isScalarValue()) {
                        fields.put(field, parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
                backups.put(fields.get("backup_name"), fields);
            }
        }
        return backups;
    }

    private static Map<String, String> facts(Backup backup) {
        return Map.of(
                "backup_name", backup.name().text(),
                "time", backup.stored().toString(),
                "start_time", backup.startTime().orElseThrow().toString(),
                "finish_time", backup.finishTime().orElseThrow().toString(),
                "start_lsn", number(backup.start().orElseThrow()),
                "finish_lsn", number(backup.finish().orElseThrow()),
                "pg_version", Integer.toString(backup.pgVersion().orElseThrow().number()),
                "system_identifier", backup.systemIdentifier().orElseThrow().toString(),
                "is_permanent", Boolean.toString(backup.isPermanent()));
    }

    private static String number(Lsn lsn) {
        return Long.toUnsignedString(lsn.bits());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_detailed_list_says_the_same(String name) throws IOException {
        Map<String, Map<String, String>> told = answer(name);
        Map<String, Map<String, String>> read = new TreeMap<>();
        for (Cluster cluster : PackedLook.at(name).clusters()) {
            cluster.backups().forEach(backup -> read.put(backup.name().text(), facts(backup)));
        }
        told.values()
                .forEach(fields -> fields.keySet()
                        .retainAll(read.values().iterator().next().keySet()));
        told.values()
                .forEach(fields -> fields.replaceAll((field, value) ->
                        field.endsWith("time") ? Instant.parse(value).toString() : value));
        assertThat(read).isEqualTo(told);
    }
}
