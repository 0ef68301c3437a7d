package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.shell.NativeFace;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/reference/damage.md: what {@code backup fetch} makes of each fault, and what is in the target then. */
class DamageTest {

    private static final Path PAGE = Path.of(System.getProperty("walkback.root", "."), "docs/reference/damage.md");
    private static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";
    private static final Pattern CODE = Pattern.compile("(?m)^  code: ([a-z-]+)$");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9-]+)` \\| [^|]+ \\| (?:`([a-z-]+)`|-) \\| (\\d+) \\| ([a-z _]+) \\|");

    @TempDir
    Path folder;

    /** @param code empty where nothing is refused */
    record Came(String code, int exit, String target) {}

    record Row(String fault, Came came) {

        @Override
        public String toString() {
            return fault + ": " + came;
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String code = row.group(2) == null ? "" : row.group(2);
                rows.add(new Row(row.group(1), new Came(code, Integer.parseInt(row.group(3)), row.group(4))));
            }
        }
        return rows;
    }

    @Test
    void every_fault_is_in_the_table() throws IOException {
        assertThat(rows().stream().map(Row::fault)).containsExactlyInAnyOrderElementsOf(DamagedArchive.faults());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_fault_comes_to_what_the_table_says(Row row) throws InterruptedException {
        assertThat(fetched(row.fault())).isEqualTo(row.came());
    }

    private Came fetched(String fault) throws InterruptedException {
        Path target = folder.resolve("target");
        Map<String, String> settings = new TreeMap<>(Map.of("LC_ALL", "C.UTF-8", "HOME", folder.toString()));
        Path archive;
        String backup = DELTA;
        switch (fault) {
            case "wrong-key", "no-key", "key-of-wrong-length" -> {
                archive = PackedArchive.named("brotli-libsodium").shared();
                backup = "LATEST";
                settings.put("WALG_LIBSODIUM_KEY_TRANSFORM", "hex");
                if (!fault.equals("no-key")) {
                    settings.put("WALG_LIBSODIUM_KEY", "00".repeat(fault.equals("wrong-key") ? 32 : 31));
                }
            }
            default -> archive = DamagedArchive.unpackInto(folder.resolve("archive"), fault);
        }
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                settings,
                Clock.systemUTC());

        int exit = new NativeFace()
                .run(
                        List.of(
                                "backup",
                                "fetch",
                                target.toString(),
                                backup,
                                "--storage=" + archive.resolve("storage").toUri()),
                        console);

        Matcher code = CODE.matcher(err.toString(StandardCharsets.UTF_8));
        return new Came(code.find() ? code.group(1) : "", exit, state(target));
    }

    private static String state(Path target) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return "untouched";
        }
        return Files.exists(target.resolve("global/pg_control")) ? "restored" : "no pg_control";
    }
}
