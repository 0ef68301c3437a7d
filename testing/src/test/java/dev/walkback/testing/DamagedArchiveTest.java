package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedArchiveTest {

    private static final String SEGMENT = "storage/wal_005/000000010000000000000004.lz4";

    @TempDir
    private Path folder;

    @Test
    void all_39_faults_can_be_made() {
        assertThat(DamagedArchive.faults())
                .hasSize(39)
                .allSatisfy(fault -> assertThat(DamagedArchive.unpackInto(folder.resolve(fault), fault)
                                .resolve("storage"))
                        .isDirectory());
    }

    @Test
    void what_a_fault_removes_is_gone() {
        assertThat(DamagedArchive.unpackInto(folder, "missing-wal").resolve(SEGMENT))
                .doesNotExist();
    }

    @Test
    void what_a_fault_replaces_is_replaced_and_keeps_its_time() throws IOException {
        Path sound = PackedArchive.named("damaged").shared().resolve("base").resolve(SEGMENT);
        Path cut = DamagedArchive.unpackInto(folder, "truncated-wal").resolve(SEGMENT);
        assertThat(Files.size(cut)).isEqualTo(Files.size(sound) / 2);
        assertThat(Files.getLastModifiedTime(cut)).isEqualTo(Files.getLastModifiedTime(sound));
    }
}
