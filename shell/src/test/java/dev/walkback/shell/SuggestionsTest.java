package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.line.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an error tells to try is typed as it stands, by someone who named the storage on the command line. */
class SuggestionsTest {

    private static final Pattern COMMAND = Pattern.compile("walkback ([^\"]+)\"");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage stat 'no such'",
                "storage stat deep/nope",
                "storage put notes.txt drill/old.txt",
                "storage cat --decode drill/bad.lz4",
                "storage copy drill/old.txt --to mirror",
                "storage rm drill/old.txt --confirm=0000-0000",
                "storage cat drill/old.txt --range 9-"
            })
    void a_suggestion_reaches_the_storage_that_was_meant(String line) throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());
        archive.put("drill/bad.lz4", new byte[] {4, 34, 77, 24, 0});
        Files.createDirectories(folder.resolve("mirror/drill"));
        Files.write(folder.resolve("mirror/drill/old.txt"), "other".getBytes(StandardCharsets.UTF_8));
        ExampleArchive.Answer answer = archive.run(Words.split(line + " --storage here --json"));
        List<String> tries =
                COMMAND.matcher(answer.err()).results().map(it -> it.group(1)).toList();
        assertThat(answer.exit()).as(answer.err()).isNotZero();
        assertThat(tries).as(answer.err()).isNotEmpty();
        for (String command : tries) {
            List<String> words =
                    Words.split(command.replace("@HERE@", folder.toRealPath().toString()));
            ExampleArchive.Answer tried = archive.asTyped(words);
            assertThat(tried.exit()).as(command + "\n" + tried.err()).isZero();
        }
    }
}
