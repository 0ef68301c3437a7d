package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Help in WAL-G's shape: {@code help-oracle.txt} holds what WAL-G 3.0.9 prints of each of its commands: usage, the column of flags, the
 * commands below. What they mean is said in words of our own.
 */
class HelpTest {

    private static final Pattern FLAG = Pattern.compile(
            "^(\\s+(?:-\\w, )?--[\\w-]+(?: (?:string|strings|uint|uint32|int|duration))?)(?:\\s{2,}.*|\\s*)$");

    record Recorded(List<String> path, String usage, List<String> flags, Set<String> below) {

        @Override
        public String toString() {
            return "wal-g " + String.join(" ", path);
        }
    }

    /** Those that we have. */
    static Stream<Recorded> recorded() throws IOException {
        try (InputStream in = HelpTest.class.getResourceAsStream("/walg/help-oracle.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n"))
                    .map(HelpTest::parse)
                    .filter(each ->
                            Misc.topic(each.path()).size() == each.path().size() + 1);
        }
    }

    private static Recorded parse(String block) {
        List<String> path = List.of();
        String usage = "";
        List<String> flags = new ArrayList<>();
        Set<String> below = new TreeSet<>();
        for (String line : block.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "$" -> path = rest.isEmpty() ? List.of() : List.of(rest.split(" "));
                case "usage" -> usage = rest;
                case "flag" -> flags.add(rest);
                default -> below.addAll(Arrays.asList(rest.split(" ")));
            }
        }
        return new Recorded(path, usage, flags, below);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void each_command_has_the_usage_and_the_flags_that_scripts_know(Recorded recorded) throws Exception {
        List<String> page = help(recorded.path());

        assertThat(page.get(page.indexOf("Usage:") + 1)).isEqualTo(recorded.usage());
        assertThat(section(page, "Flags:").stream().map(HelpTest::left)).containsExactlyElementsOf(recorded.flags());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void no_command_is_told_that_wal_g_has_not(Recorded recorded) throws Exception {
        List<String> names = section(help(recorded.path()), "Available Commands:").stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(recorded.below()).containsAll(names);
    }

    @Test
    void names_of_commands_stand_in_a_column_of_fifteen_letters() throws Exception {
        assertThat(section(help(List.of()), "Available Commands:"))
                .allMatch(line -> line.charAt(15) == ' ' && line.charAt(16) != ' ');
    }

    private static String left(String line) {
        Matcher flag = FLAG.matcher(line);
        assertThat(flag.matches()).as(line).isTrue();
        return flag.group(1);
    }

    private static List<String> section(List<String> page, String heading) {
        int at = page.indexOf(heading);
        return at < 0
                ? List.of()
                : page.subList(at + 1, page.size()).stream()
                        .takeWhile(line -> !line.isEmpty())
                        .toList();
    }

    private static List<String> help(List<String> path) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                out,
                new ByteArrayOutputStream(),
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                Map.of(),
                Clock.systemUTC());
        List<String> words = new ArrayList<>(List.of("help"));
        words.addAll(path);
        assertThat(new WalgFace().run(words, console)).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
