package dev.walkback.engine.restore.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.fetch.MadeChain.Piece;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FetchTest {

    static final List<Manner> MANNERS = List.of(Manner.OURS, Manner.WAL_G);

    private static final int PAGE = MadeChain.PAGE;
    private static final String FILE = "/base/1/16384";

    @TempDir
    private Path temp;

    @Test
    void a_page_that_no_backup_brings_is_named() {
        MadeChain chain = grown();
        FetchException.MissingPages missing =
                catchThrowableOfType(FetchException.MissingPages.class, () -> fetch(chain, Manner.OURS));
        assertThat(List.of(missing.entry(), missing.first(), missing.count())).isEqualTo(List.of(FILE, 3L, 2L));
    }

    @Test
    void a_page_that_no_backup_brings_is_zeros_where_that_is_allowed() throws Exception {
        fetch(grown(), Manner.OURS.withZerosForUncovered());
        byte[] content = Files.readAllBytes(data().resolve("base/1/16384"));
        assertThat(Arrays.copyOfRange(content, 3 * PAGE, 5 * PAGE)).containsOnly(0);
    }

    @Test
    void a_file_that_was_cut_and_grew_again_has_nothing_of_what_was_cut_off() throws Exception {
        MadeChain chain = full(6);
        chain.layer(1).put(0, FILE, changed(2)).store();
        chain.layer(1).put(0, FILE, changed(5, 4)).store();
        fetch(chain, Manner.OURS);
        byte[] content = Files.readAllBytes(data().resolve("base/1/16384"));
        assertThat(Arrays.copyOfRange(content, 2 * PAGE, 4 * PAGE)).containsOnly(0);
    }

    @ParameterizedTest
    @FieldSource("MANNERS")
    void a_page_that_a_delta_brings_as_zeros_is_zeros_whatever_an_older_one_had(Manner manner) throws Exception {
        TreeMap<Integer, byte[]> zeros = new TreeMap<>(Map.of(1, new byte[PAGE]));
        MadeChain chain = full(3).layer(1)
                .put(0, FILE, changed(3, 1, 2))
                .store()
                .layer(1)
                .put(0, FILE, new Piece.Changed(3L * PAGE, zeros))
                .store();
        fetch(chain, manner);
        byte[] file = Files.readAllBytes(data().resolve("base/1/16384"));
        assertThat(Arrays.copyOfRange(file, PAGE, 2 * PAGE)).containsOnly(0);
        assertThat(Arrays.copyOfRange(file, 2 * PAGE, 3 * PAGE)).containsOnly('c');
        assertThat(Arrays.copyOfRange(file, 0, PAGE)).containsOnly('w');
    }

    @Test
    void an_increment_that_does_not_begin_as_one_ends_the_fetch() {
        MadeChain chain = full(3);
        MadeChain.Layer delta = chain.layer(1);
        delta.describe(FILE, changed(3, 1)).tar(0).file(FILE, new byte[16 + 4 + PAGE]);
        delta.store();
        assertThatThrownBy(() -> fetch(chain, Manner.OURS))
                .isInstanceOf(FetchException.DamagedEntry.class)
                .hasMessageContaining(FILE);
    }

    @Test
    void an_increment_with_a_page_behind_the_files_end_ends_the_fetch() {
        MadeChain chain = full(3);
        chain.layer(1).put(0, FILE, changed(3, 3)).store();
        assertThatThrownBy(() -> fetch(chain, Manner.OURS))
                .isInstanceOf(FetchException.DamagedEntry.class)
                .hasMessageContaining("page 3 is not within");
    }

    @Test
    void pages_of_another_size_than_in_a_newer_delta_end_the_fetch() {
        MadeChain chain = full(8);
        MadeChain.Layer odd = chain.layer(1);
        TreeMap<Integer, byte[]> pages = new TreeMap<>(Map.of(0, new byte[2 * PAGE]));
        odd.put(0, FILE, new Piece.Changed(8L * PAGE, pages)).store();
        chain.layer(1).put(0, FILE, changed(8, 1)).store();
        assertThatThrownBy(() -> fetch(chain, Manner.OURS))
                .isInstanceOf(FetchException.DamagedEntry.class)
                .hasMessageContaining("its pages have 1024 bytes");
    }

    @Test
    void an_increment_without_a_file_beneath_it_is_known_before_anything_is_fetched() {
        MadeChain chain = new MadeChain();
        chain.layer(1).store();
        chain.layer(1).put(0, FILE, changed(3, 1)).store();
        FetchPlan plan = plan(chain, Manner.OURS);
        assertThat(plan.missingFiles()).isEqualTo(1);
        assertThat(plan.someMissingFiles()).containsExactly(FILE);
    }

    @Test
    void a_tar_without_what_its_list_says_ends_the_fetch() {
        MadeChain chain = new MadeChain();
        MadeChain.Layer full = chain.layer(1).put(0, FILE, whole(1));
        full.describe("/base/1/2", whole(1)).tar(0).names().add("/base/1/2");
        full.store();
        assertThatThrownBy(() -> fetch(chain, Manner.OURS)).isInstanceOf(FetchException.MissingEntries.class);
    }

    @Test
    void a_file_that_no_tar_of_its_backup_has_is_missed_without_a_list_too() {
        MadeChain chain = new MadeChain();
        chain.layer(1)
                .put(0, FILE, whole(1))
                .describe("/base/1/2", whole(1))
                .unlisted()
                .store();
        FetchException.MissingEntries missing =
                catchThrowableOfType(FetchException.MissingEntries.class, () -> fetch(chain, Manner.OURS));
        assertThat(missing.some()).containsExactly("/base/1/2");
    }

    @Test
    void folders_that_backups_leave_out_are_there_afterwards() throws Exception {
        fetch(full(1), Manner.OURS);
        assertThat(data().resolve("pg_wal/archive_status")).isDirectory();
    }

    @Test
    void nobody_else_may_write_to_a_folder_whatever_the_tar_says() throws Exception {
        MadeChain chain = new MadeChain();
        MadeChain.Layer full = chain.layer(1).put(0, FILE, whole(1)).describe("/base/2", whole(0));
        full.tar(0).folder("/base/2", 0777);
        full.store();
        fetch(chain, Manner.OURS);
        assertThat(Manifest.mode(data().resolve("base/2"))).isEqualTo("0755");
    }

    @Test
    void a_backup_with_group_access_stays_readable_for_the_group() throws Exception {
        MadeChain chain = new MadeChain();
        MadeChain.Layer full = chain.layer(1).undescribed();
        full.tar(0).folder("/", 0750).entry("/PG_VERSION", '0', 0640, 0, "");
        full.store();
        fetch(chain, Manner.OURS);
        assertThat(List.of(Manifest.mode(data()), Manifest.mode(data().resolve("pg_wal"))))
                .isEqualTo(List.of("0750", "0750"));
    }

    @Test
    void pg_wal_can_lie_elsewhere() throws Exception {
        Path wal = temp.resolve("fast/wal");
        MadeChain chain = full(1);
        FetchPlan plan = FetchPlan.of(
                chain.chain(),
                backup -> Fetching.metadata(chain.source(), backup),
                new Destination(data(), new TablespacePlaces.Kept(), wal, null, false),
                Map.of(),
                name -> true,
                Manner.OURS);
        Fetching.run(plan, chain.source(), event -> {});
        assertThat(Files.readSymbolicLink(data().resolve("pg_wal"))).isEqualTo(wal);
        assertThat(wal.resolve("archive_status")).isDirectory();
    }

    @Test
    void a_link_in_the_place_of_a_file_is_not_written_through() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside"), "precious");
        Files.createDirectories(data().resolve("base/1"));
        Files.createSymbolicLink(data().resolve("base/1/16384"), outside);
        assertThatThrownBy(() -> fetch(full(1), Manner.OURS)).isInstanceOf(FetchException.Target.class);
        assertThat(outside).hasContent("precious");
    }

    @Test
    void a_link_in_the_place_of_a_folder_is_not_gone_through() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createDirectories(data().resolve("base"));
        Files.createSymbolicLink(data().resolve("base/1"), outside);
        assertThatThrownBy(() -> fetch(full(1), Manner.OURS)).isInstanceOf(FetchException.Target.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void there_is_no_pg_control_before_everything_else_is_there() throws Exception {
        MadeChain chain = full(4);
        Set<String> early = ConcurrentHashMap.newKeySet();
        Fetching.run(plan(chain, Manner.OURS), chain.source(), event -> {
            if (!(event instanceof FetchEvent.Complete) && Files.exists(data().resolve("global/pg_control"))) {
                early.add(event.toString());
            }
        });
        assertThat(early).isEmpty();
        assertThat(data().resolve("global/pg_control")).hasContent("control of base_000000010000000000000002");
    }

    @Test
    void a_lost_line_ends_it_and_the_next_run_goes_on() throws Exception {
        MadeChain chain = full(400);
        chain.layer(1).put(0, FILE, changed(400, 7)).store();
        ContentSource broken =
                MadeChain.source(new LostLine(chain.storage(), "base_000000010000000000000002/tar", 100 * PAGE));
        Set<String> finished = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Fetching.run(plan(chain, Manner.OURS), broken, event -> {
                    if (event instanceof FetchEvent.Finished(FetchPlan.Part part, FetchEvent.Brought brought)) {
                        finished.add(part.key());
                    }
                }))
                .isInstanceOf(StorageException.Unreachable.class);

        Set<String> fetched = ConcurrentHashMap.newKeySet();
        Fetching.run(plan(chain, Manner.OURS), chain.source(), event -> {
            if (event instanceof FetchEvent.Started(FetchPlan.Part part)) {
                fetched.add(part.key());
            }
        });
        assertThat(finished).doesNotContainAnyElementsOf(fetched);
        assertThat(fetched).contains("basebackups_005/base_000000010000000000000002/tar_partitions/part_001.tar");
        assertThat(Files.size(data().resolve("base/1/16384"))).isEqualTo(400L * PAGE);
    }

    @Test
    void a_full_disk_says_how_much_is_missing_and_with_more_room_it_goes_on() throws Exception {
        Components.root();
        Path disk = Files.createDirectory(temp.resolve("disk"));
        command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        try {
            MadeChain chain = full(4000);
            FetchPlan plan = Fetching.plan(chain.chain(), chain.source(), disk.resolve("data"), Map.of(), Manner.OURS);
            FetchException.NoSpace full = catchThrowableOfType(
                    FetchException.NoSpace.class, () -> Fetching.run(plan, chain.source(), event -> {}));
            assertThat(full.missingBytes()).isBetween(900_000L, 1_200_000L);

            command("mount", "-o", "remount,size=16m", disk.toString());
            Fetching.run(plan, chain.source(), event -> {});
            assertThat(Files.size(disk.resolve("data/base/1/16384"))).isEqualTo(4000L * PAGE);
        } finally {
            command("umount", disk.toString());
        }
    }

    @Test
    void what_went_with_earlier_parts_is_let_go_of_at_the_end() throws Exception {
        MadeChain chain = full(3);
        chain.layer(1).put(0, FILE, changed(3, 1)).store();
        fetch(chain, Manner.OURS);
        assertThat(new RestoreFolder(data()).pages()).isEmptyDirectory();
    }

    private static MadeChain full(int pages) {
        return new MadeChain().layer(1).put(0, FILE, whole(pages)).store();
    }

    /** Three pages, then eight of which two come from nowhere. */
    private static MadeChain grown() {
        return full(3).layer(1).put(0, FILE, changed(8, 1, 5, 6, 7)).store();
    }

    private static Piece.Whole whole(int pages) {
        byte[] content = new byte[pages * PAGE];
        Arrays.fill(content, (byte) 'w');
        return new Piece.Whole(content);
    }

    private static Piece.Changed changed(int filePages, int... pages) {
        TreeMap<Integer, byte[]> changed = new TreeMap<>();
        for (int page : pages) {
            byte[] content = new byte[PAGE];
            Arrays.fill(content, (byte) 'c');
            changed.put(page, content);
        }
        return new Piece.Changed((long) filePages * PAGE, changed);
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private FetchPlan plan(MadeChain chain, Manner manner) {
        return Fetching.plan(chain.chain(), chain.source(), data(), Map.of(), manner);
    }

    private void fetch(MadeChain chain, Manner manner) throws IOException, InterruptedException {
        Fetching.run(plan(chain, manner), chain.source(), event -> {});
    }

    private Path data() {
        return temp.resolve("data");
    }
}
