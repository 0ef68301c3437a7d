package dev.walkback.engine.push.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.PushManner;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.PushRequest.Composition;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.engine.tar.TarWriter;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server sent to WAL-G once is sent to us, and has to become the same backup. */
class RemotePushTest {

    private static final String NAME = "base_000000010000000000000003";
    private static final String FOLDER = "basebackups_005/" + NAME + "/";
    private static final String TABLESPACE = "pg_tblspc/16384/";
    private static final long GIGABYTE = 1073741823;
    private static final byte[] END = new byte[1024];

    private static @TempDir Path folder;
    private static byte[] theirTablespace;
    private static byte[] theirData;
    private static byte[] theirControl;
    private static Path theirs;

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("none").orElseThrow());

    @BeforeAll
    static void what_wal_g_made_of_it() throws IOException {
        theirs = PackedArchive.named("remote").unpackInto(folder).resolve("storage");
        theirTablespace = theirPart("part_001.tar.zst");
        theirData = theirPart("part_002.tar.zst");
        theirControl = theirPart("pg_control.tar.zst");
    }

    private static byte[] theirPart(String name) throws IOException {
        try (InputStream in = Codecs.named("zstd")
                .orElseThrow()
                .decoding(Files.newInputStream(theirs.resolve(FOLDER + "tar_partitions/" + name)))) {
            return in.readAllBytes();
        }
    }

    /** Sends what is recorded, in the way of a server. */
    private static final class Recorded implements SendingServer, SendingServer.Sending {

        private final List<SentArchive> archives;
        private final Iterator<SentArchive> order;

        Recorded(byte[] tablespace, byte[] data) {
            this.archives = List.of(
                    new SentArchive(16384, new ByteArrayInputStream(tablespace)),
                    new SentArchive(0, new ByteArrayInputStream(data)));
            this.order = archives.iterator();
        }

        @Override
        public String place() {
            return "db1:5432";
        }

        @Override
        public ServerFacts facts() {
            return new ServerFacts(
                    new PgVersion(150_018),
                    new SystemIdentifier(7710575746144931895L),
                    Path.of("/var/lib/postgresql/15/main"),
                    SegmentSize.USUAL,
                    Timeline.FIRST,
                    false,
                    8192,
                    true,
                    false);
        }

        @Override
        public Archiving archiving() {
            return new Archiving("on", true, 0);
        }

        @Override
        public Sending send(Wish wish) {
            return this;
        }

        @Override
        public BackupStart start() {
            return new BackupStart(new Lsn(50331688), Timeline.FIRST, new BackupName(NAME));
        }

        @Override
        public List<SentTablespace> tablespaces() {
            return List.of(new SentTablespace(16384, "/srv/tblspc/far"));
        }

        @Override
        public Optional<SentArchive> next() {
            return order.hasNext() ? Optional.of(order.next()) : Optional.empty();
        }

        @Override
        public End end() {
            return new End(new Lsn(50331904), Timeline.FIRST);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** As the server sent it: WAL-G puts the tablespace's folder before names, and cuts off the end. */
    private static byte[] sentTablespace() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarReader reader = new TarReader(new ByteArrayInputStream(theirTablespace));
        TarWriter writer = new TarWriter(bytes);
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            writer.begin(reader.again(entry.name().substring(TABLESPACE.length())));
            byte[] content = reader.content().readAllBytes();
            writer.write(content, 0, content.length);
        }
        writer.end();
        return bytes.toByteArray();
    }

    private BackupPushed push(SendingServer server, long tarBytes) throws IOException, InterruptedException {
        PushRequest request = new PushRequest(
                DeltaWish.FULL, Composition.REGULAR, false, null, false, false, true, true, tarBytes, 1, "wal-g");
        PushManner manner = new PushManner(
                2,
                FileReading.ByteLimit.NONE,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                () -> {},
                List.of(),
                null);
        return new RemotePush(
                        request,
                        manner,
                        new RemotePush.Where("db1", ZoneId.of("UTC"), 0),
                        server,
                        sink,
                        Clock.systemUTC(),
                        event -> {})
                .run();
    }

    private Recorded recorded() throws IOException {
        return new Recorded(sentTablespace(), followed(theirData, END));
    }

    private static byte[] followed(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private byte[] ours(String key) throws IOException {
        try (InputStream in = new ContentSource(storage, Layers.unencrypted(), 1, event -> {}).open(key)) {
            return in.readAllBytes();
        }
    }

    private static String theirText(String key) throws IOException {
        return Files.readString(theirs.resolve(key));
    }

    private static String withoutWhatDiffers(String document) {
        return document.replaceAll("\"(StartTime|FinishTime|start_time|finish_time)\":\"[^\"]*\"", "\"$1\":\"\"")
                .replaceAll("\"(CompressedSize|compressed_size)\":[0-9]+", "\"$1\":0");
    }

    @Test
    void parts_are_wal_gs_byte_for_byte_with_the_end_that_it_leaves_out() throws Exception {
        push(recorded(), GIGABYTE);
        assertThat(ours(FOLDER + "tar_partitions/part_001.tar")).isEqualTo(followed(theirTablespace, END));
        assertThat(ours(FOLDER + "tar_partitions/part_002.tar")).isEqualTo(followed(theirData, END));
        assertThat(ours(FOLDER + "tar_partitions/pg_control.tar")).isEqualTo(followed(theirControl, END));
    }

    @Test
    void documents_are_wal_gs_field_by_field() throws Exception {
        push(recorded(), GIGABYTE);
        for (String key : List.of("basebackups_005/" + NAME + "_backup_stop_sentinel.json", FOLDER + "metadata.json")) {
            assertThat(withoutWhatDiffers(new String(ours(key), StandardCharsets.UTF_8)))
                    .isEqualTo(withoutWhatDiffers(theirText(key)));
        }
        String files = new String(ours(FOLDER + "files_metadata.json"), StandardCharsets.UTF_8);
        assertThat(descriptions(files)).isEqualTo(descriptions(theirText(FOLDER + "files_metadata.json")));
        assertThat(files).startsWith("{\"Files\":{").doesNotContain("TarFileSets", "DatabasesByNames");
    }

    private static Map<String, String> descriptions(String files) {
        Map<String, String> descriptions = new TreeMap<>();
        Matcher matcher =
                Pattern.compile("\"([^\"]+)\":(\\{\"IsIncremented[^}]*\\})").matcher(files);
        while (matcher.find()) {
            descriptions.put(matcher.group(1), matcher.group(2));
        }
        assertThat(descriptions).hasSize(1271);
        return descriptions;
    }

    @Test
    void a_part_ends_before_the_file_that_would_make_it_too_large() throws Exception {
        long limit = 4 << 20;
        BackupPushed pushed = push(recorded(), limit);
        List<List<String>> parts = new ArrayList<>();
        try (Stream<ObjectInfo> objects = storage.list(KeyRange.prefix(FOLDER + "tar_partitions/part_"))) {
            for (ObjectInfo object : objects.toList()) {
                long payload = 0;
                List<String> names = new ArrayList<>();
                TarReader reader = new TarReader(new ByteArrayInputStream(ours(object.key())));
                for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    names.add(entry.name());
                    payload += entry.size();
                }
                assertThat(payload).isLessThanOrEqualTo(limit);
                parts.add(names);
            }
        }
        assertThat(parts).hasSize(pushed.parts() - 1).hasSizeGreaterThan(7);
        assertThat(parts.stream().mapToInt(List::size).sum()).isGreaterThan(1271);
        assertThat(parts.get(1)).startsWith("backup_label", "tablespace_map");
        assertThat(parts.getLast()).endsWith("global/pg_control");
    }

    @Test
    void a_name_that_is_taken_is_refused() throws Exception {
        push(recorded(), GIGABYTE);
        Recorded again = recorded();
        assertThatThrownBy(() -> push(again, GIGABYTE))
                .isInstanceOfSatisfying(
                        PushRefused.class,
                        refused -> assertThat(refused.why()).isInstanceOf(PushRefused.Why.NameTaken.class));
    }

    @Test
    void an_archive_that_ends_within_a_file_leaves_no_backup() throws Exception {
        byte[] cut = Arrays.copyOf(theirData, theirData.length / 2 + 100);
        Recorded server = new Recorded(sentTablespace(), cut);
        assertThatThrownBy(() -> push(server, GIGABYTE)).isInstanceOf(ServerFailure.class);
        assertThat(storage.stat("basebackups_005/" + NAME + "_backup_stop_sentinel.json"))
                .isEmpty();
    }

    @Test
    void an_archive_without_the_control_file_leaves_no_backup() throws Exception {
        Recorded server = new Recorded(sentTablespace(), END);
        assertThatThrownBy(() -> push(server, GIGABYTE)).hasMessageContaining("no global/pg_control");
        assertThat(storage.stat("basebackups_005/" + NAME + "_backup_stop_sentinel.json"))
                .isEmpty();
    }
}
