package dev.walkback.engine.restore.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.SystemIdentifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnarchivedWalTest {

    private static final int MIB = 1 << 20;
    private static final SystemIdentifier OURS = new SystemIdentifier(4711);

    @TempDir
    private Path data;

    private Path wal;

    @BeforeEach
    void make() throws IOException {
        wal = Files.createDirectories(data.resolve("pg_wal/archive_status")).getParent();
    }

    /** A segment of 1 MiB whose first page says that it begins at that address. */
    private void segment(String name, long address, long system) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MIB).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0xD110)
                .putShort((short) 2)
                .putInt(1)
                .putLong(address)
                .putInt(0);
        bytes.putInt(0).putLong(system).putInt(MIB).putInt(8192);
        Files.write(wal.resolve(name), bytes.array());
    }

    private List<String> found() throws IOException {
        return UnarchivedWal.in(data, OURS).files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    @Test
    void what_is_marked_as_archived_is_left_out() throws IOException {
        segment("000000010000000000000003", 3L * MIB, OURS.bits());
        segment("000000010000000000000004", 4L * MIB, OURS.bits());
        Files.createFile(wal.resolve("archive_status/000000010000000000000003.done"));
        Files.createFile(wal.resolve("archive_status/000000010000000000000004.ready"));
        assertThat(found()).containsExactly("000000010000000000000004");
    }

    @Test
    void the_segment_that_was_being_written_counts_though_nobody_marked_it() throws IOException {
        segment("000000010000000000000005", 5L * MIB, OURS.bits());
        Files.writeString(wal.resolve("00000002.history"), "1\t0/500000\tno recovery target specified\n");
        assertThat(found()).containsExactly("000000010000000000000005", "00000002.history");
    }

    @Test
    void a_segment_made_for_later_out_of_an_old_one_is_left_out() throws IOException {
        segment("000000010000000000000006", 2L * MIB, OURS.bits());
        assertThat(found()).isEmpty();
    }

    @Test
    void another_clusters_wal_is_left_out() throws IOException {
        segment("000000010000000000000005", 5L * MIB, 1);
        assertThat(found()).isEmpty();
    }

    @Test
    void a_directory_without_wal_has_none() throws IOException {
        assertThat(UnarchivedWal.in(data.resolve("elsewhere"), OURS).files()).isEmpty();
    }

    @Test
    void copies_are_whole_and_the_old_stay() throws IOException {
        segment("000000010000000000000005", 5L * MIB, OURS.bits());
        Path fresh = Files.createDirectory(data.resolve("fresh"));
        UnarchivedWal.in(data, OURS).copyInto(fresh, new Directories(null));
        assertThat(fresh.resolve("000000010000000000000005"))
                .hasSameBinaryContentAs(wal.resolve("000000010000000000000005"));
        assertThat(fresh).isDirectoryNotContaining(file -> file.toString().contains("xlogtemp"));
    }
}
