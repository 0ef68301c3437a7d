package dev.walkback.engine.push.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageProofTest {

    private static final Lsn START = new Lsn(5000);

    @TempDir
    private Path folder;

    @Test
    void sound_pages_are_none_of_its_business() throws IOException {
        byte[] file = MadePage.file(MadePage.summed(10, 1, 0), MadePage.fresh(), MadePage.summed(20, 2, 2));
        assertThat(looked("16400", file, file).corrupt()).isZero();
    }

    @Test
    void numbers_of_blocks_go_on_from_file_to_file() throws IOException {
        byte[] file = MadePage.file(MadePage.summed(10, 1, 2 * 131_072));
        assertThat(looked("16400.2", file, file).corrupt()).isZero();
        assertThat(looked("16400.1", file, file).corrupt()).isEqualTo(1);
    }

    @Test
    void a_spoilt_page_is_counted_by_its_number_in_the_file() throws IOException {
        byte[] file = MadePage.file(MadePage.summed(10, 1, 0), MadePage.summed(10, 2, 1), MadePage.summed(10, 3, 2));
        file[MadePage.BYTES + 500] ^= 1;
        PageProof proof = looked("16400", file, file);
        assertThat(proof.corrupt()).isEqualTo(1);
        assertThat(proof.some()).containsExactly(1);
    }

    @Test
    void a_page_that_was_half_written_when_it_was_read_is_read_again() throws IOException {
        byte[] there = MadePage.file(MadePage.summed(10, 1, 0));
        byte[] torn = there.clone();
        System.arraycopy(MadePage.summed(20, 9, 0), 4096, torn, 4096, 4096);
        assertThat(looked("16400", torn, there).corrupt()).isZero();
    }

    @Test
    void a_page_that_was_written_since_the_backup_began_is_mended_by_wal() throws IOException {
        byte[] file = MadePage.file(MadePage.summed(5000, 1, 0));
        file[500] ^= 1;
        assertThat(looked("16400", file, file).corrupt()).isZero();
    }

    @Test
    void a_page_whose_header_makes_no_sense_cannot_excuse_itself_by_its_position() throws IOException {
        byte[] file = MadePage.file(MadePage.summed(5000, 1, 0));
        file[18] ^= 0x40;
        assertThat(looked("16400", file, file).corrupt()).isEqualTo(1);
    }

    @Test
    void a_page_that_seems_empty_and_is_not_is_counted() throws IOException {
        byte[] file = MadePage.file(MadePage.fresh());
        file[7000] = 1;
        assertThat(looked("16400", file, file).corrupt()).isEqualTo(1);
    }

    @Test
    void ten_numbers_are_kept_unless_all_are_asked_for() throws IOException {
        byte[][] pages = new byte[12][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = MadePage.at(10, i);
        }
        byte[] file = MadePage.file(pages);
        PageProof some = looked("16400", file, file);
        assertThat(some.corrupt()).isEqualTo(12);
        assertThat(some.some()).hasSize(10);
        assertThat(looked("16400", file, file, true).some()).hasSize(12);
    }

    @Test
    void a_page_that_is_gone_when_it_is_read_again_was_cut_off_and_is_no_fault() throws IOException {
        byte[] torn = MadePage.file(MadePage.at(10, 1));
        assertThat(looked("16400", torn, new byte[0]).corrupt()).isZero();
    }

    private PageProof looked(String name, byte[] read, byte[] there) throws IOException {
        return looked(name, read, there, false);
    }

    private PageProof looked(String name, byte[] read, byte[] there, boolean all) throws IOException {
        Path file = Files.write(folder.resolve(name), there);
        PageProof proof = new PageProof(file, RelationFile.named(name).orElseThrow(), MadePage.BYTES, START, all);
        ByteBuffer pages = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < read.length / MadePage.BYTES; i++) {
            proof.page(pages, i * MadePage.BYTES, i);
        }
        return proof;
    }
}
