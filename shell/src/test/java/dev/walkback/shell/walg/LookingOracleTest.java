package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code backup-list}, {@code wal-show} and {@code wal-verify} of storages that no WAL-G would have written, against its own answers. */
class LookingOracleTest {

    /** What a JSON parser says of a spoilt document is its own. */
    private static final String WHAT_IS_WRONG = "(?<=metadata.json: ).*(?=',will scan)";

    @TempDir
    Path folder;

    static Stream<LookingOracle> storages() {
        return LookingOracle.all().stream();
    }

    @ParameterizedTest
    @MethodSource("storages")
    void an_odd_storage_is_told_as_WAL_G_tells_it(LookingOracle storage) throws Exception {
        Path root = folder.resolve("storage");
        storage.lay(root);
        assertThat(storage.answers()).isNotEmpty();
        SoftAssertions all = new SoftAssertions();
        for (LookingOracle.Said said : storage.answers()) {
            Map<String, String> environment = new HashMap<>(Map.of("TZ", "UTC", "WALG_FILE_PREFIX", root.toString()));
            environment.putAll(said.settings());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Console console = new Console(
                    out, err, InputStream.nullInputStream(), false, false, false, 80, environment, Clock.systemUTC());

            int exit = new WalgFace().run(said.words(), console);

            String log = err.toString(StandardCharsets.UTF_8);
            all.assertThat(exit).as("exit of %s%n%s", said.command(), log).isEqualTo(said.exit());
            all.assertThat(out.toString(StandardCharsets.UTF_8))
                    .as("%s%n%s", said.command(), log)
                    .isEqualTo(said.out());
            if (said.exit() == 0) {
                String theirs = String.join("\n", said.log()).replace("{root}", root.toString());
                all.assertThat(Recorded.said(log.replaceAll(WHAT_IS_WRONG, "")))
                        .as("log of %s", said.command())
                        .isEqualTo(Recorded.said(theirs.replaceAll(WHAT_IS_WRONG, "")));
            }
        }
        all.assertAll();
    }
}
