package dev.walkback.engine.basebackup;

import static dev.walkback.engine.basebackup.IncrementalBlocks.changes;
import static dev.walkback.engine.basebackup.IncrementalBlocks.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombiningTest {

    private static final String FILE = "base/5/1259";
    private static final String CHANGES = "base/5/INCREMENTAL.1259";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1259", "1247"})
    void a_file_comes_out_as_pg_combinebackup_made_it(String name) throws IOException {
        SmallChain chain = new SmallChain(List.of(
                Map.of("base/5/" + name, SmallBackup.unzipped("incremental/full/" + name + ".gz")),
                Map.of(
                        "base/5/INCREMENTAL." + name,
                        SmallBackup.unzipped("incremental/incr/INCREMENTAL." + name + ".gz")),
                Map.of(
                        "base/5/INCREMENTAL." + name,
                        SmallBackup.unzipped("incremental/incr2/INCREMENTAL." + name + ".gz"))));
        assertThat(combined(chain).get("base/5/" + name))
                .isEqualTo(SmallBackup.unzipped("incremental/combined/" + name + ".gz"));
    }

    @Test
    void a_block_comes_from_the_newest_backup_that_has_it() throws IOException {
        SmallChain chain = chain(file(1, 1, 1, 1), changes(4, Map.of(1, 2, 2, 2)), changes(4, Map.of(2, 3)));
        assertThat(combined(chain).get(FILE)).isEqualTo(file(1, 2, 3, 1));
    }

    @Test
    void blocks_that_were_cut_off_meanwhile_do_not_come_back() throws IOException {
        SmallChain chain = chain(file(1, 1, 1), changes(1, Map.of(2, 2)));
        assertThat(combined(chain).get(FILE)).isEqualTo(file(1, 0, 2));
    }

    @Test
    void blocks_that_nobody_wrote_are_zeros() throws IOException {
        SmallChain chain = chain(file(1), changes(3, Map.of()));
        assertThat(combined(chain).get(FILE)).isEqualTo(file(1, 0, 0));
    }

    @Test
    void what_only_older_backups_have_is_gone() throws IOException {
        SmallChain chain = new SmallChain(List.of(Map.of(FILE, file(1), "base/5/9", file(9)), Map.of(FILE, file(2))));
        assertThat(combined(chain)).doesNotContainKey("base/5/9").containsEntry(FILE, file(2));
    }

    @Test
    void the_label_no_longer_says_that_it_is_incremental() throws IOException {
        byte[] label = combined(chain(file(1), changes(1, Map.of()))).get("backup_label");
        assertThat(new String(label, UTF_8)).endsWith("LABEL: step 1\nSTART TIMELINE: 1\n");
    }

    @Test
    void pg_control_is_kept_back() throws IOException {
        assertThat(combined(chain(file(1), changes(1, Map.of())))).doesNotContainKey("global/pg_control");
    }

    @Test
    void the_order_in_which_they_are_named_does_not_matter() throws IOException {
        SmallChain chain = chain(file(1, 1), changes(2, Map.of(0, 2)), changes(2, Map.of(0, 3)));
        List<Path> folders = new ArrayList<>(chain.tars(folder));
        Collections.reverse(folders);
        assertThat(SmallChain.combined(folders, folder.resolve("out")).get(FILE))
                .isEqualTo(file(3, 1));
    }

    @Test
    void a_chain_with_a_hole_is_told() throws IOException {
        List<Path> folders =
                chain(file(1), changes(1, Map.of()), changes(1, Map.of())).tars(folder);
        refused(
                List.of(folders.get(0), folders.get(2)),
                Defect.Kind.CHAIN_BROKEN,
                "since the backup that starts at 0/D00021");
    }

    @Test
    void a_chain_without_its_full_backup_is_told() throws IOException {
        List<Path> folders = chain(file(1), changes(1, Map.of())).tars(folder);
        refused(folders.subList(1, 2), Defect.Kind.CHAIN_BROKEN, "since the backup that starts at 0/D00020");
    }

    @Test
    void two_full_backups_are_no_chain() throws IOException {
        List<Path> first = chain(file(1)).tars(folder.resolve("a"));
        List<Path> second = chain(file(1)).tars(folder.resolve("b"));
        refused(List.of(first.getFirst(), second.getFirst()), Defect.Kind.CHAIN_BROKEN, "a chain has one");
    }

    @Test
    void two_backups_on_one_are_no_chain() throws IOException {
        List<Path> first = chain(file(1), changes(1, Map.of())).tars(folder.resolve("a"));
        List<Path> second = chain(file(1), changes(1, Map.of())).tars(folder.resolve("b"));
        refused(
                List.of(first.getFirst(), first.getLast(), second.getLast()),
                Defect.Kind.CHAIN_BROKEN,
                "they are of two chains");
    }

    @Test
    void a_backup_of_another_cluster_is_told_by_its_manifest() throws IOException {
        SmallChain chain = chain(file(1), changes(1, Map.of()));
        chain.backup(0).ofVersion2("7710532404208009206");
        chain.backup(1).ofVersion2("7710532404208009207");
        refused(chain.tars(folder), Defect.Kind.FOREIGN, "of the system");
    }

    @Test
    void a_backup_of_another_cluster_is_told_by_its_pg_control() throws IOException {
        SmallChain chain = chain(file(1), changes(1, Map.of()));
        chain.backup(0).data.put("global/pg_control", SmallBackup.vector("control/pg_control.14"));
        refused(chain.tars(folder), Defect.Kind.FOREIGN, "of the system");
    }

    @Test
    void changes_of_a_file_that_no_backup_has_whole_are_told() throws IOException {
        SmallChain chain = new SmallChain(List.of(Map.of(), Map.of(CHANGES, changes(1, Map.of(0, 2)))));
        refused(chain.tars(folder), Defect.Kind.CHAIN_BROKEN, "no backup of the chain has it whole");
    }

    @Test
    void an_altered_block_of_an_older_backup_is_told() throws IOException {
        SmallChain chain = chain(file(1), changes(1, Map.of()));
        List<Path> folders = chain.tars(folder);
        chain.backup(0).data.get(FILE)[7] ^= 1;
        SmallBackup.write(folders.getFirst(), "base.tar", "", chain.backup(0).baseTar());
        refused(folders, Defect.Kind.FILE_ALTERED, "CRC32C");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, does not begin", "4, 9, instead of", "10, 7, no file has", "12, 255, instead of"})
    void a_file_of_changes_that_makes_no_sense_is_told(int offset, int value, String why) throws IOException {
        byte[] changes = changes(1, Map.of(0, 2));
        changes[offset] = (byte) value;
        if (offset == 12) {
            changes = Arrays.copyOf(changes, changes.length - 1);
        }
        SmallChain chain = new SmallChain(List.of(Map.of(FILE, file(1)), Map.of(CHANGES, changes)));
        refused(chain.tars(folder), Defect.Kind.INCREMENT_DAMAGED, why);
    }

    @Test
    void blocks_out_of_order_are_told() throws IOException {
        byte[] changes = changes(2, Map.of(0, 2, 1, 2));
        changes[12] = 1;
        SmallChain chain = new SmallChain(List.of(Map.of(FILE, file(1)), Map.of(CHANGES, changes)));
        refused(chain.tars(folder), Defect.Kind.INCREMENT_DAMAGED, "ascending");
    }

    @Test
    void a_whole_file_with_half_a_block_is_told() throws IOException {
        SmallChain chain = chain(new byte[5000], changes(1, Map.of()));
        refused(chain.tars(folder), Defect.Kind.INCREMENT_DAMAGED, "no whole blocks");
    }

    private Map<String, byte[]> combined(SmallChain chain) throws IOException {
        return SmallChain.combined(chain.tars(folder), folder.resolve("out"));
    }

    private void refused(List<Path> folders, Defect.Kind kind, String why) {
        assertThatThrownBy(() -> SmallChain.combined(folders, folder.resolve("out")))
                .isInstanceOfSatisfying(
                        UnfitBackupException.class,
                        it -> assertThat(it.defects().getFirst())
                                .satisfies(defect -> assertThat(defect.kind()).isEqualTo(kind))
                                .satisfies(defect -> assertThat(defect.why()).contains(why)));
        assertThat(Files.exists(folder.resolve("out/global/pg_control"))).isFalse();
    }

    private static SmallChain chain(byte[] full, byte[]... changes) {
        List<Map<String, byte[]>> files = new ArrayList<>(List.of(Map.of(FILE, full)));
        for (byte[] each : changes) {
            files.add(Map.of(CHANGES, each));
        }
        return new SmallChain(files);
    }
}
