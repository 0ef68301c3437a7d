package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Example;
import dev.walkback.shell.line.Parser;
import dev.walkback.shell.line.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs {@code src/test/scripts}: {@code $} begins a command, {@code >} its standard output, {@code !} its standard error and
 * {@code =} its exit code; {@code @PLAN@} is the last fingerprint that was printed. What a script really gave is left in {@code target/scripts}. Etags, times and fingerprints are left out.
 */
class ScriptsTest {

    private static final Path SCRIPTS = Path.of(System.getProperty("walkback.root"), "shell/src/test/scripts");

    private static final Pattern FINGERPRINT = Pattern.compile("\\b[0-9a-f]{4}-[0-9a-f]{4}\\b(?!-)");

    @TempDir
    Path folder;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    static List<Example> examples() {
        return Catalogue.all().stream().flatMap(it -> it.examples().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_gives_what_it_says(Path script) throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());
        List<String> given = new ArrayList<>();
        String plan = "";
        for (String line : Files.readAllLines(script)) {
            if (line.startsWith("$ ")) {
                given.add(line);
                ExampleArchive.Answer answer =
                        archive.run(Words.split(line.substring(2).replace("@PLAN@", plan)));
                plan = FINGERPRINT
                        .matcher(answer.out())
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                        .orElse(plan);
                answer.out().lines().forEach(it -> given.add(("> " + it).stripTrailing()));
                answer.err().lines().forEach(it -> given.add(("! " + it).stripTrailing()));
                given.add("= " + answer.exit());
            } else if (line.isEmpty() || line.startsWith("#")) {
                given.add(line);
            }
        }
        given.replaceAll(ScriptsTest::lasting);
        Path actual = Files.createDirectories(SCRIPTS.resolve("../../../target/scripts"))
                .resolve(script.getFileName());
        Files.writeString(actual, String.join("\n", given) + "\n");
        assertThat(actual).hasSameTextualContentAs(script);
    }

    /** Without what differs from run to run. */
    private static String lasting(String line) {
        if (line.startsWith("$")) {
            return line;
        }
        return line.replaceAll(",?\"etag\":\"[^\"]*\"", "")
                .replaceAll(FINGERPRINT.pattern(), "PLAN")
                .replaceAll("[0-9.]+ [KMGT]iB free", "SOME free")
                .replaceAll("\\(environment variable [^)]*\\)", "(environment)")
                .replaceAll("\"version\":\"[^\"]*\",\"java\":\"[^\"]*\"", "\"version\":\"V\",\"java\":\"J\"")
                .replaceAll("^> etag .*", "> etag")
                .replaceAll("^> modified .*", "> modified")
                .replaceAll("the plan of now is .*", "the plan of now is");
    }

    private static String commandOf(List<String> words) {
        return Parser.parse(words).command().name();
    }

    private static final Set<String> RESTORED = Set.of("restore settings", "restore guide");

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_of_help_works_as_it_stands(Example example) throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());
        List<String> words = Words.split(example.line());
        if (RESTORED.contains(commandOf(words))) {
            archive.restore(words.get(2));
        }
        ExampleArchive.Answer answer =
                Catalogue.isForThePrompt(commandOf(words)) ? archive.atPrompt(words) : archive.run(words);
        assertThat(answer.exit()).as(answer.err()).isEqualTo(example.exit());
    }
}
