package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.DamagedArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What restore plan ends with where a restore would be refused. */
class RestorePlanDamageTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "missing-part, 15, backup-damaged",
        "missing-backup-label-tar, 15, backup-damaged",
        "missing-pg-control-tar, 15, backup-damaged",
        "truncated-part-by-4, 15, backup-damaged",
        "orphan-parts, 14, backup-chain-broken"
    })
    void of_a_damaged_backup_nothing_is_planned(String fault, int exit, String code) throws Exception {
        Path storage =
                DamagedArchive.unpackInto(folder.resolve("archive"), fault).resolve("storage");
        Looked.Answer answer = plan(storage, "restore plan --immediate --into " + folder.resolve("data"));
        assertThat(answer.exit()).as(answer.err()).isEqualTo(exit);
        assertThat(answer.err()).contains("code: " + code);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"hostile-dotdot-listed", "hostile-symlink-listed"})
    void a_plan_that_would_be_refused_is_shown_and_ends_with_15(String fault) throws Exception {
        Path storage =
                DamagedArchive.unpackInto(folder.resolve("archive"), fault).resolve("storage");
        Looked.Answer answer = plan(storage, "restore plan --immediate --into " + folder.resolve("data"));
        assertThat(answer.exit()).as(answer.err()).isEqualTo(15);
        assertThat(answer.out()).containsIgnoringCase("refused");
    }

    private static Looked.Answer plan(Path storage, String line) throws InterruptedException {
        return Looked.at(storage, "s3://archives/x").reading(storage).piped(line);
    }
}
