package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with what pg_walsummary says of the same files. */
class SummaryFileTest {

    private static final Path FOLDER = PackedArchive.vectors().shared().resolve("incremental/summaries");
    private static final Pattern LINE = Pattern.compile(
            "TS (\\d+), DB (\\d+), REL (\\d+), FORK (\\w+): (?:limit (\\d+)|blocks? (\\d+)(?:\\.\\.(\\d+))?)");
    private static final List<String> FORKS = List.of("main", "fsm", "vm", "init");

    static List<Path> summaries() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".summary"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void a_summary_tells_what_the_tool_tells(Path file) throws IOException {
        assertThat(read(file)).isEqualTo(told(file));
    }

    @Test
    void summaries_lead_from_one_to_the_next() {
        Path wal = FOLDER.getParent();
        Summaries summaries = Summaries.in(wal);
        TimelineHistory line = TimelineHistory.none(Timeline.FIRST);
        Lsn known = new Lsn(0x814800);
        while (summaries.at(known, line).isPresent()) {
            known = summaries.at(known, line).get().end();
        }
        assertThat(known).isEqualTo(new Lsn(0x15E1578));
    }

    @Test
    void a_summary_of_another_timeline_is_none_of_ours() {
        Summaries summaries = Summaries.in(FOLDER.getParent());
        assertThat(summaries.at(new Lsn(0x814800), TimelineHistory.none(new Timeline(2))))
                .isEmpty();
    }

    @Property(tries = 50)
    void a_summary_that_was_altered_or_cut_is_never_believed(
            @ForAll @IntRange(max = 2089) int at, @ForAll @IntRange(min = 1, max = 255) int with) throws IOException {
        byte[] bytes = Files.readAllBytes(FOLDER.resolve("0000000100000000008219880000000000E67A98.summary"));
        bytes[at] ^= (byte) with;
        Path file = Files.createTempFile("0000000100000000008219880000000000E67A98", ".summary");
        try {
            Files.write(file, bytes);
            SummaryFile summary = new SummaryFile(file, Timeline.FIRST, Lsn.NONE, Lsn.LAST);
            assertThatThrownBy(() -> summary.read(new BlockList())).isInstanceOf(IOException.class);
        } finally {
            Files.delete(file);
        }
    }

    private static Set<String> read(Path file) throws IOException {
        Set<String> lines = new TreeSet<>();
        SummaryFile.named(file).orElseThrow().read(new ChangedBlocks() {
            @Override
            public void block(int tablespace, int database, int relation, int fork, int number) {
                lines.add(tablespace + "/" + database + "/" + relation + " " + FORKS.get(fork) + " block " + number);
            }

            @Override
            public void cut(int tablespace, int database, int relation, int pages) {
                lines.add(tablespace + "/" + database + "/" + relation + " main limit " + pages);
            }
        });
        return lines;
    }

    private static Set<String> told(Path file) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String line : Files.readAllLines(file.resolveSibling(file.getFileName() + ".txt"))) {
            Matcher told = LINE.matcher(line);
            assertThat(told.matches()).as(line).isTrue();
            String what = told.group(1) + "/" + told.group(2) + "/" + told.group(3) + " " + told.group(4);
            if (told.group(5) != null && told.group(4).equals("main")) {
                lines.add(what + " limit " + told.group(5));
            } else if (told.group(6) != null) {
                int first = Integer.parseInt(told.group(6));
                int last = told.group(7) == null ? first : Integer.parseInt(told.group(7));
                for (int block = first; block <= last; block++) {
                    lines.add(what + " block " + block);
                }
            }
        }
        return lines;
    }
}
