package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.shell.server.Check;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A rehearsal as it is kept: the JSON that is printed of it, one file each, and what is unreadable of it is not in the history. */
public final class RehearsalFile {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long MOST_BYTES = 16 << 20;

    private RehearsalFile() {}

    public static void write(Path file, RehearsalResult result) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (JsonGenerator json = FACTORY.createGenerator(Files.newOutputStream(unfinished))) {
            RehearsalReport.json(json, result);
            json.writeRaw('\n');
        }
        try (FileChannel bytes = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            bytes.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Directories.persist(file.resolveSibling("").toAbsolutePath());
    }

    /** @throws IOException also for a file that is none of ours */
    public static RehearsalResult read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is too long");
        }
        Map<String, String> fields = new HashMap<>();
        SequencedMap<String, Duration> phases = new LinkedHashMap<>();
        List<Check> checks = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(Files.readAllBytes(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + " is no rehearsal");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    array(json, name, phases, checks);
                } else if (value.isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return result(fields, phases, checks);
        } catch (DateTimeException | IllegalArgumentException noneOfOurs) {
            throw new IOException(file + " is no rehearsal: " + noneOfOurs.getMessage());
        }
    }

    private static void array(JsonParser json, String name, SequencedMap<String, Duration> phases, List<Check> checks)
            throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> each = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    each.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            if (name.equals("phases")) {
                phases.put(each.getOrDefault("phase", ""), seconds(each.get("took_seconds")));
            } else if (name.equals("checks")) {
                checks.add(new Check(
                        each.getOrDefault("check", ""),
                        each.getOrDefault("database", ""),
                        each.getOrDefault("subject", ""),
                        Check.Verdict.valueOf(each.getOrDefault("verdict", "").toUpperCase(Locale.ROOT)),
                        each.getOrDefault("detail", ""),
                        seconds(each.get("took_seconds"))));
            }
        }
    }

    private static RehearsalResult result(
            Map<String, String> fields, SequencedMap<String, Duration> phases, List<Check> checks) {
        String commit = fields.get("last_commit");
        return new RehearsalResult(
                fields.getOrDefault("run", ""),
                Instant.parse(fields.getOrDefault("begun", "")),
                fields.getOrDefault("storage", ""),
                fields.getOrDefault("system_identifier", ""),
                fields.getOrDefault("backup", ""),
                fields.getOrDefault("target", ""),
                fields.getOrDefault("timeline", ""),
                RehearsalResult.Verdict.valueOf(
                        fields.getOrDefault("verdict", "").toUpperCase(Locale.ROOT)),
                fields.getOrDefault("why", ""),
                phases,
                fields.getOrDefault("reached_lsn", ""),
                commit == null ? null : Instant.parse(commit),
                fields.get("behind_seconds") == null ? null : seconds(fields.get("behind_seconds")),
                checks);
    }

    private static Duration seconds(@Nullable String number) {
        return number == null ? Duration.ZERO : Duration.ofMillis(Math.round(Double.parseDouble(number) * 1000));
    }
}
