package dev.walkback.shell.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BashCompletionTest {

    @TempDir
    Path folder;

    private List<String> completed(String words) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), BashCompletion.script());
        String asking = """
                . "$1"; shift
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
                _walkback
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        Path ask = Files.writeString(folder.resolve("ask"), asking);
        List<String> command = new java.util.ArrayList<>(List.of("bash", ask.toString(), script.toString()));
        command.addAll(List.of(words.split(" ", -1)));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out.lines().filter(line -> !line.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "walkback sto, storage",
        "walkback storage ch, check",
        "walkback --json storage c, check cat copy",
        "walkback --storage here storage st, stat",
        "walkback storage ls --rec, --recursive",
        "walkback storage rm --conf, --confirm --config",
        "walkback completion f, fish",
        "walkback explain clock, clock-skew",
        "walkback storage ls --progress j, json",
        "walkback storage ls --progress = j, json",
        "walkback help exit, exit exit-codes",
        "walkback exi,''",
    })
    void words_are_completed(String words, String expected) throws Exception {
        assertThat(completed(words))
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
    }
}
