package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command of {@code st-oracle.txt} and what came of it.
 *
 * @param level how the first line on standard error began
 * @param file the first bytes of the downloaded file, in hex
 */
record Said(
        String command, int exit, String out, String level, TreeSet<String> gone, TreeSet<String> fresh, String file) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    static Stream<Said> all() throws IOException {
        try (InputStream in = Said.class.getResourceAsStream("/walg/st-oracle.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n(?=\\$ )")).map(Said::parse);
        }
    }

    List<String> words(UnaryOperator<String> places) {
        return Stream.of(command.split(" "))
                .map(word -> PLACE.matcher(word).replaceAll(found -> places.apply(found.group(1))))
                .toList();
    }

    boolean isHelp() {
        return out.equals("(help)\n");
    }

    private static Said parse(String block) {
        List<String> lines = new ArrayList<>(List.of(block.split("\n")));
        String command = lines.removeFirst().substring(2);
        int exit = Integer.parseInt(lines.removeFirst().substring(5));
        StringBuilder out = new StringBuilder();
        String level = "";
        String file = "";
        TreeSet<String> gone = new TreeSet<>();
        TreeSet<String> fresh = new TreeSet<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            switch (blank < 0 ? line : line.substring(0, blank)) {
                case "|" -> out.append(rest).append('\n');
                case "err" -> level = rest.contains(":") ? rest.substring(0, rest.indexOf(':')) : rest;
                case "gone" -> gone.add(rest);
                case "new" -> fresh.add(rest);
                case "file" -> file = rest;
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new Said(command, exit, out.toString(), level, gone, fresh, file);
    }

    @Override
    public String toString() {
        return "wal-g " + command;
    }
}
