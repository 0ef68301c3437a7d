package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever lies in a storage, a look ends, and counts it. */
class HostileKeysTest {

    private static final String SEGMENT = "0000000100000000000000";

    @Provide
    Arbitrary<Map<String, String>> storages() {
        return Arbitraries.maps(keys(), contents()).ofMaxSize(25);
    }

    private static Arbitrary<String> keys() {
        Arbitrary<String> places = Arbitraries.of(
                "wal_005/",
                "wal_005/x/",
                "basebackups_005/",
                "basebackups_005/base_" + SEGMENT + "03/",
                "basebackups_005/base_" + SEGMENT + "03/tar_partitions/",
                "catchup_005/",
                "other/",
                "");
        Arbitrary<String> names = Arbitraries.of(
                SEGMENT + "03",
                SEGMENT + "03.lz4",
                "FFFFFFFFFFFFFFFFFFFFFFFF.zst",
                "00000001FFFFFFFF00000FFF",
                "000000000000000000000001",
                SEGMENT + "04.partial.lz4",
                SEGMENT + "03.FFFFFFFF.backup",
                SEGMENT + "03_delta",
                SEGMENT + "03.json",
                "00000002.history",
                "FFFFFFFF.history.lz4",
                "00000001.history",
                "base_" + SEGMENT + "03_backup_stop_sentinel.json",
                "base_" + SEGMENT + "05_D_" + SEGMENT + "03_backup_stop_sentinel.json",
                "_backup_stop_sentinel.json",
                "wal-g_storage_check",
                "metadata.json",
                "files_metadata.json",
                "part_001.tar.lz4",
                "pg_control.tar",
                "é\n ",
                "a/b");
        return places.flatMap(place -> names.map(name -> place + name));
    }

    private static Arbitrary<String> contents() {
        return Arbitraries.of(
                "",
                "{}",
                "[]",
                "null",
                "{\"LSN\":50331688,\"FinishLSN\":50331904,\"SystemIdentifier\":7}",
                "{\"LSN\":50331688,\"FinishLSN\":18446744073709551615,\"SystemIdentifier\":18446744073709551615}",
                "{\"LSN\":18446744073709551615,\"FinishLSN\":1}",
                "{\"DeltaFrom\":\"\",\"DeltaCount\":-1}",
                "{\"start_lsn\":50331688,\"system_identifier\":8,\"start_time\":\"9999-12-31T23:59:59Z\"}",
                "1\t0/3000000\tx\n",
                "1\tFFFFFFFF/FFFFFFFF\tx\n4294967294\tFFFFFFFF/FFFFFFFF\tx\n",
                "\u0000\u0001");
    }

    @Property(tries = 400)
    void a_look_ends_and_counts_everything(@ForAll("storages") Map<String, String> objects) {
        MemoryStorage storage = new MemoryStorage("hostile", ArchiveObjects.afterwards());
        objects.forEach((key, content) ->
                storage.write(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED));
        Archive archive = ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
        boolean isArchive = objects.keySet().stream()
                .anyMatch(key -> key.startsWith("wal_005/") || key.startsWith("basebackups_005/"));
        if (isArchive) {
            assertThat(archive.inventory().objects()).isEqualTo(objects.size());
        }
        assertThat(archive.complete()).isTrue();
    }
}
