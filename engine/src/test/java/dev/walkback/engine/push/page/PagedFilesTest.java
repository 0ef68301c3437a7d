package dev.walkback.engine.push.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.WalkedFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/base/5/1259", "/base/5/16400.3", "/pg_tblspc/16384/PG_15_202209061/5/16400"})
    void files_of_main_forks_can_be_incremented(String name) {
        assertThat(PagedFiles.canBeIncremented(file(name, 16_384), 8192)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/base/5/1259_fsm",
                "/base/5/1259_vm",
                "/base/5/1259_init",
                "/global/1262",
                "/pg_xact/0000",
                "/base/5/PG_VERSION",
                "/base/5/t3_16400",
                "/pg_multixact/offsets/0000"
            })
    void other_files_go_in_whole(String name) {
        assertThat(PagedFiles.canBeIncremented(file(name, 16_384), 8192)).isFalse();
    }

    @Test
    void what_does_not_consist_of_whole_pages_goes_in_whole() {
        assertThat(PagedFiles.canBeIncremented(file("/base/5/1259", 0), 8192)).isFalse();
        assertThat(PagedFiles.canBeIncremented(file("/base/5/1259", 8191), 8192))
                .isFalse();
    }

    @Test
    void checksums_are_kept_in_all_forks_and_in_shared_relations() {
        assertThat(PagedFiles.withChecksums(file("/global/1262_fsm", 8192)))
                .contains(new RelationFile(1262, RelationFile.Fork.FREE_SPACE, 0));
        assertThat(PagedFiles.withChecksums(file("/global/pg_control", 8192))).isEmpty();
        assertThat(PagedFiles.withChecksums(file("/pg_xact/0000", 8192))).isEmpty();
    }

    @Test
    void a_name_tells_where_its_relation_belongs() {
        assertThat(RelationPlace.of("/base/5/1259.1"))
                .contains(new RelationPlace(1663, 5, new RelationFile(1259, RelationFile.Fork.MAIN, 1)));
        assertThat(RelationPlace.of("/pg_tblspc/16384/PG_15_202209061/7/16400"))
                .contains(new RelationPlace(16_384, 7, new RelationFile(16_400, RelationFile.Fork.MAIN, 0)));
        assertThat(RelationPlace.of("/global/1262"))
                .contains(new RelationPlace(1664, 0, new RelationFile(1262, RelationFile.Fork.MAIN, 0)));
        assertThat(RelationPlace.of("/base/pgsql_tmp/16400")).isEmpty();
        assertThat(RelationPlace.of("/pg_xact/0000")).isEmpty();
    }

    private static WalkedFile file(String name, long size) {
        return new WalkedFile(name, Path.of("/data" + name), WalkedFile.Kind.FILE, size, 0, 0600, 0, 0, "", "");
    }
}
