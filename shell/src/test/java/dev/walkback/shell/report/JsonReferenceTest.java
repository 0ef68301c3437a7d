package dev.walkback.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a document says in the reference what is in it. */
class JsonReferenceTest {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    /** The three ways in which a document gets its kind. */
    private static final Pattern IN_CODE =
            Pattern.compile("(?:String kind\\(\\) \\{\\s*return |new Prose\\(|begin\\(json, )\"([a-z-]+)\"");

    private static final Pattern IN_REFERENCE =
            Pattern.compile("\"kind\":\"([a-z-]+)\"|(?m:^\\| (`[a-z-]+`[^|]*) \\|)");

    private static SortedSet<String> inCode() throws IOException {
        SortedSet<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("shell/src/main/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                IN_CODE.matcher(Files.readString(file)).results().forEach(it -> kinds.add(it.group(1)));
            }
        }
        return kinds;
    }

    private static SortedSet<String> inReference() throws IOException {
        SortedSet<String> kinds = new TreeSet<>();
        IN_REFERENCE
                .matcher(Files.readString(ROOT.resolve("docs/reference/json.md")))
                .results()
                .forEach(it -> {
                    String names = it.group(1) == null ? it.group(2) : it.group(1);
                    for (String name : names.split("[`, ]+", -1)) {
                        if (!name.isEmpty()) {
                            kinds.add(name);
                        }
                    }
                });
        kinds.remove("kind");
        return kinds;
    }

    @Test
    void every_kind_of_document_is_in_the_reference_and_no_other() throws IOException {
        assertThat(inReference()).isEqualTo(inCode());
    }
}
