package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Odd little storages and what WAL-G 3.0.9 answered when it was shown each; {@code look-oracle.txt} was written down while it ran.
 * Of its log all lines are kept where it ended with 0, the first one otherwise.
 */
record LookingOracle(String name, List<Laid> objects, List<Said> answers) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|.)");

    /** One object of the storage. */
    record Laid(String key, long nanoseconds, String content) {}

    /** One command and what came of it. */
    record Said(String command, int exit, String out, List<String> log) {

        Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>();
            for (String word : command.split(" ", -1)) {
                if (!word.matches("[A-Z_]+=.*")) {
                    break;
                }
                settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
            return settings;
        }

        List<String> words() {
            List<String> words = List.of(command.split(" ", -1));
            return words.subList(settings().size(), words.size());
        }
    }

    static List<LookingOracle> all() {
        List<LookingOracle> all = new ArrayList<>();
        for (String storage : text().split("(?m)^= ", -1)) {
            if (!storage.isEmpty()) {
                all.add(storage(storage));
            }
        }
        return all;
    }

    void lay(Path root) throws IOException {
        Files.createDirectories(root);
        for (Laid object : objects) {
            Path file = root.resolve(object.key());
            Files.createDirectories(file.getParent());
            Files.writeString(file, object.content());
            Instant modified = Instant.ofEpochSecond(0, object.nanoseconds());
            Files.setLastModifiedTime(file, FileTime.from(modified));
        }
    }

    private static LookingOracle storage(String block) {
        List<Laid> objects = new ArrayList<>();
        List<Said> answers = new ArrayList<>();
        List<String> lines = List.of(block.split("\n", -1));
        int at = 1;
        for (; at < lines.size() && lines.get(at).startsWith("+ "); at++) {
            String[] object = lines.get(at).split(" ", 4);
            objects.add(new Laid(object[1], Long.parseLong(object[2]), unescaped(object[3])));
        }
        while (at < lines.size() && lines.get(at).startsWith("$ ")) {
            String command = lines.get(at).substring(2);
            int exit = Integer.parseInt(lines.get(at + 1).substring("exit ".length()));
            StringBuilder out = new StringBuilder();
            List<String> log = new ArrayList<>();
            for (at += 2; at < lines.size() && !lines.get(at).startsWith("$ "); at++) {
                String line = lines.get(at);
                switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                    case '|' -> out.append(line.substring(2)).append('\n');
                    case '\\' -> out.append(line.substring(2));
                    case '!' -> log.add(line.substring(2));
                    default -> {
                        // the end of the block
                    }
                }
            }
            answers.add(new Said(command, exit, out.toString(), log));
        }
        return new LookingOracle(lines.getFirst(), objects, answers);
    }

    /** Of JSON's escapes those that the file has. */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> {
            String escape = found.group(1);
            String plain = switch (escape.charAt(0)) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case 'u' -> Character.toString(Integer.parseInt(escape, 1, 5, 16));
                default -> escape;
            };
            return Matcher.quoteReplacement(plain);
        });
    }

    private static String text() {
        try (InputStream in = LookingOracle.class.getResourceAsStream("/walg/look-oracle.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
