package dev.walkback.engine.restore.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupUnpackTest {

    private static final String DELTA = AlteredBackup.DELTA;

    @TempDir
    Path folder;

    private OpenedArchive opened;

    @BeforeEach
    void open() {
        opened = OpenedArchive.in(PackedArchive.named("damaged").shared().resolve("base"), Layers.unencrypted());
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void the_same_request_goes_on_and_fetches_no_finished_part_again() throws Exception {
        List<String> first = new ArrayList<>();
        assertThatThrownBy(() -> prepare(request()).run(Clock.systemUTC(), event -> {
                    if (event instanceof FetchEvent.Finished finished) {
                        first.add(finished.part().key());
                        if (first.size() == 3) {
                            throw new Stop();
                        }
                    }
                }))
                .isInstanceOf(Stop.class);
        assertThat(data().resolve("global/pg_control")).doesNotExist();

        List<String> second = new ArrayList<>();
        BackupUnpack again = prepare(request());
        again.run(Clock.systemUTC(), event -> {
            if (event instanceof FetchEvent.Finished finished) {
                second.add(finished.part().key());
            }
        });

        assertThat(again.goesOn()).isTrue();
        assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
        assertThat(data().resolve("global/pg_control")).exists();
    }

    @Test
    void another_backup_is_not_mixed_into_what_was_begun() throws IOException {
        assertThatThrownBy(() -> prepare(request()).run(Clock.systemUTC(), event -> {
                    if (event instanceof FetchEvent.Finished) {
                        throw new Stop();
                    }
                }))
                .isInstanceOf(Stop.class);
        byte[] journal = Files.readAllBytes(new RestoreFolder(data()).journal());

        assertThatThrownBy(() -> prepare(
                        UnpackRequest.of(new BackupName(AlteredBackup.FULL), Destination.of(data()), Manner.OURS)))
                .isInstanceOf(TargetException.OtherRestore.class);
        assertThat(Files.readAllBytes(new RestoreFolder(data()).journal())).isEqualTo(journal);
    }

    @Test
    void a_directory_with_a_server_in_it_is_not_touched() throws IOException {
        Files.createDirectories(data());
        long pid = ProcessHandle.current().pid();
        Files.writeString(data().resolve("postmaster.pid"), pid + "\n" + data() + "\n1700000000\n5432\n/tmp\n*\n");

        assertThatThrownBy(() -> prepare(request())).isInstanceOf(TargetException.class);
        try (var files = Files.list(data())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void an_owner_that_nobody_knows_is_told_before_anything_is_made() throws IOException {
        Destination given = new Destination(data(), new TablespacePlaces.Kept(), null, "no-such-user-here", false);
        BackupUnpack unpack = prepare(UnpackRequest.of(new BackupName(DELTA), given, Manner.OURS));

        assertThatThrownBy(() -> unpack.run(Clock.systemUTC(), event -> {}))
                .isInstanceOf(TargetException.UnknownOwner.class);
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_finished_fetch_is_a_directory_with_data_in_it() throws Exception {
        prepare(request()).run(Clock.systemUTC(), event -> {});

        assertThatThrownBy(() -> prepare(request())).isInstanceOf(TargetException.Occupied.class);
    }

    @Test
    void the_wal_that_makes_it_consistent_is_asked_for_unless_somebody_does_without() throws IOException {
        Path archive = PackedArchive.named("damaged").shared().resolve("base");
        Path copy = folder.resolve("archive");
        try (var all = Files.walk(archive)) {
            for (Path path : all.toList()) {
                Path to = copy.resolve(archive.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else if (!path.getFileName().toString().startsWith("000000010000000000000005.")) {
                    Files.copy(path, to);
                }
            }
        }
        opened = OpenedArchive.in(copy, Layers.unencrypted());
        UnpackRequest strict = request();

        assertThatThrownBy(() -> prepare(strict))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Finding::code)
                                .containsExactly(FindingCode.BACKUP_WAL_MISSING));
        BackupUnpack lax = prepare(new UnpackRequest(
                strict.backup(), strict.destination(), List.of(), any -> true, Manner.OURS, true, false));
        assertThat(lax.warnings()).extracting(Finding::code).contains(FindingCode.BACKUP_WAL_MISSING);
    }

    private UnpackRequest request() {
        return UnpackRequest.of(new BackupName(DELTA), Destination.of(data()), Manner.OURS);
    }

    private BackupUnpack prepare(UnpackRequest request) throws IOException {
        ContentSource one = new ContentSource(opened.storage(), opened.layers(), 1, event -> {});
        return BackupUnpack.prepare(request, one, opened.cluster());
    }

    private Path data() {
        return folder.resolve("data");
    }
}
