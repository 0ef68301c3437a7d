package dev.walkback.engine.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a journal back. A last line without its end was being written when the machine stopped: it does not count. */
public final class JournalReader {

    private static final JsonFactory JSON = new JsonFactory();

    private String purpose = "";
    private Fingerprint plan = new Fingerprint("");
    private int steps;
    private final Map<Long, JournaledRun.Entry> entries = new LinkedHashMap<>();
    private Optional<Journal.Ending> ending = Optional.empty();

    private JournalReader() {}

    /** @throws IOException when the file cannot be read, or is not a journal */
    public static JournaledRun read(Path file) throws IOException {
        JournalReader reader = new JournalReader();
        for (String line : wholeLines(Files.readString(file, StandardCharsets.UTF_8))) {
            try {
                reader.take(fields(line));
            } catch (IOException | RuntimeException notAJournal) {
                throw new IOException(
                        file + " is not a journal, or is damaged: " + notAJournal.getMessage(), notAJournal);
            }
        }
        return new JournaledRun(
                reader.purpose, reader.plan, reader.steps, List.copyOf(reader.entries.values()), reader.ending);
    }

    private static List<String> wholeLines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!text.isEmpty() && !text.endsWith("\n")) {
            lines.removeLast();
        }
        return lines;
    }

    private void take(Map<String, Object> line) {
        switch (text(line, "line")) {
            case "begin" -> {
                purpose = text(line, "purpose");
                plan = new Fingerprint(text(line, "plan"));
                steps = Math.toIntExact(number(line, "steps"));
                // one of several runs of the same plan: how an earlier one ended is over
                ending = Optional.empty();
            }
            case "before" ->
                entries.put(
                        number(line, "step"),
                        new JournaledRun.Entry(
                                Math.toIntExact(number(line, "step")),
                                text(line, "do"),
                                text(line, "object"),
                                facts(line, "before"),
                                JournaledRun.State.UNKNOWN,
                                Facts.NONE,
                                ""));
            case "after" -> settle(line, JournaledRun.State.DONE, facts(line, "after"), "");
            case "failed" -> settle(line, JournaledRun.State.FAILED, Facts.NONE, text(line, "why"));
            case "end" ->
                ending = Optional.of(Journal.Ending.valueOf(text(line, "result").toUpperCase(Locale.ROOT)));
            default -> {
                // a later version's line; what we know stays true without it
            }
        }
    }

    private void settle(Map<String, Object> line, JournaledRun.State state, Facts after, String why) {
        entries.computeIfPresent(
                number(line, "step"),
                (step, begun) -> new JournaledRun.Entry(
                        begun.step(), begun.action(), begun.object(), begun.before(), state, after, why));
    }

    private static String text(Map<String, Object> line, String name) {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a line has no text " + name);
    }

    private static long number(Map<String, Object> line, String name) {
        if (line.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a line has no number " + name);
    }

    private static Facts facts(Map<String, Object> line, String name) {
        if (line.get(name) instanceof Facts facts) {
            return facts;
        }
        throw new IllegalArgumentException("a line has no " + name);
    }

    private static Map<String, Object> fields(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a line is no JSON object");
            }
            Map<String, Object> fields = object(json, true);
            if (json.nextToken() != null) {
                throw new IOException("something follows the object on its line");
            }
            return fields;
        }
    }

    private static Map<String, Object> object(JsonParser json, boolean outer) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                fields.put(name, json.getText());
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                fields.put(name, json.getLongValue());
            } else if (value.isBoolean()) {
                fields.put(name, json.getBooleanValue());
            } else if (value == JsonToken.START_OBJECT && outer) {
                fields.put(name, new Facts(object(json, false)));
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }
}
