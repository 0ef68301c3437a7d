package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the plan that is printed to the objects that are gone. */
class ConfirmedRemovalTest {

    private static final Pattern CONFIRM = Pattern.compile("--confirm=\\S+");

    @TempDir
    Path folder;

    private ExampleArchive archive;

    @BeforeEach
    void make_archive() throws IOException {
        archive = new ExampleArchive(folder.toRealPath());
    }

    private String plan() {
        ExampleArchive.Answer plan = archive.run(List.of("storage", "rm", "--prefix=wal_005/"));
        return CONFIRM.matcher(plan.out())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private ExampleArchive.Answer confirm(String confirm) {
        return archive.run(List.of("storage", "rm", "--prefix=wal_005/", confirm));
    }

    private List<String> journal() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state/walkback/journal"))) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }

    @Test
    void a_plan_alone_removes_nothing() {
        plan();
        assertThat(folder.resolve("archive/wal_005/000000010000000000000001.lz4"))
                .exists();
    }

    @Test
    void a_confirmed_plan_removes_what_it_said_and_nothing_else() {
        assertThat(confirm(plan()).exit()).isZero();
        assertThat(folder.resolve("archive/wal_005/000000010000000000000001.lz4"))
                .doesNotExist();
        assertThat(folder.resolve("archive/wal_005/000000010000000000000002.lz4"))
                .doesNotExist();
        assertThat(folder.resolve("archive/drill/old.txt")).exists();
    }

    @Test
    void each_removal_is_in_the_journal_before_and_after() throws IOException {
        confirm(plan());
        assertThat(journal())
                .extracting(line ->
                        line.replaceAll(",\"at\".*?(\"step\":\\d).*", ",$1").replaceAll(",\"at\".*", ""))
                .containsExactly(
                        "{\"line\":\"begin\"",
                        "{\"line\":\"before\",\"step\":0",
                        "{\"line\":\"before\",\"step\":1",
                        "{\"line\":\"after\",\"step\":0",
                        "{\"line\":\"after\",\"step\":1",
                        "{\"line\":\"end\"");
    }

    @Test
    void a_fingerprint_that_nobody_was_shown_is_refused() {
        plan();
        ExampleArchive.Answer answer = confirm("--confirm=0000-0000");
        assertThat(answer.exit()).isEqualTo(Exit.REFUSED.code());
        assertThat(answer.err()).startsWith("refused: there is no plan 0000-0000");
        assertThat(folder.resolve("archive/wal_005/000000010000000000000001.lz4"))
                .exists();
    }

    @Test
    void a_fingerprint_that_climbs_is_refused_like_any_other() {
        assertThat(confirm("--confirm=../../walkback").exit()).isEqualTo(Exit.REFUSED.code());
    }

    @Test
    void what_came_since_the_plan_makes_it_stale_and_is_named() throws IOException {
        String shown = plan();
        archive.put("wal_005/new", "new".getBytes(StandardCharsets.UTF_8));
        ExampleArchive.Answer answer = confirm(shown);
        assertThat(answer.exit()).isEqualTo(Exit.CHANGED.code());
        assertThat(answer.err()).contains("new since: wal_005/new");
        assertThat(folder.resolve("archive/wal_005/000000010000000000000001.lz4"))
                .exists();
    }
}
