package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.page.PageChecksum;
import dev.walkback.engine.wal.Lsn;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Reads every page of a data directory.
 *
 * @param pages that were read
 * @param damaged those whose checksum is wrong, or that are neither empty nor made as pages are
 * @param newer those that were changed behind the end of all WAL that is there
 * @param some where the first of them are
 */
public record PageCheck(long pages, long damaged, long newer, List<String> some) {

    private static final int MOST_TOLD = 20;
    private static final int PAGE_BYTES = 8192;
    private static final int BLOCKS_PER_FILE = 131_072;

    public PageCheck {
        some = List.copyOf(some);
    }

    public boolean isSound() {
        return damaged == 0 && newer == 0;
    }

    /**
     * @param checksums whether the cluster has them
     * @param end of all WAL; pages that are newer are told. {@link Lsn#LAST} where nobody knows
     */
    static PageCheck read(Path data, boolean checksums, Lsn end, LongConsumer progress) throws IOException {
        Reading reading = new Reading(checksums, end, progress);
        for (Path folder : folders(data)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    Optional<RelationFile> relation = RelationFile.named(String.valueOf(file.getFileName()));
                    if (relation.isPresent() && Files.isRegularFile(file)) {
                        reading.file(file, data.relativize(file).toString(), relation.get());
                    }
                }
            }
        }
        return new PageCheck(reading.pages, reading.damaged, reading.newer, reading.some);
    }

    private static List<Path> folders(Path data) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(data.resolve("global")));
        addBelow(data.resolve("base"), folders);
        Path links = data.resolve("pg_tblspc");
        if (Files.isDirectory(links)) {
            try (Stream<Path> tablespaces = Files.list(links)) {
                for (Path tablespace :
                        tablespaces.filter(Files::isDirectory).sorted().toList()) {
                    try (Stream<Path> versions = Files.list(tablespace)) {
                        for (Path version : versions.filter(
                                        each -> each.getFileName().toString().startsWith("PG_"))
                                .toList()) {
                            addBelow(version, folders);
                        }
                    }
                }
            }
        }
        return folders;
    }

    private static void addBelow(Path folder, List<Path> folders) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> databases = Files.list(folder)) {
                databases.filter(Files::isDirectory).sorted().forEach(folders::add);
            }
        }
    }

    private static final class Reading {

        private final boolean checksums;
        private final Lsn end;
        private final LongConsumer progress;
        private final byte[] page = new byte[PAGE_BYTES];
        private final PageChecksum checksum = new PageChecksum(PAGE_BYTES);
        private final List<String> some = new ArrayList<>();
        private long pages;
        private long damaged;
        private long newer;

        Reading(boolean checksums, Lsn end, LongConsumer progress) {
            this.checksums = checksums;
            this.end = end;
            this.progress = progress;
        }

        void file(Path file, String name, RelationFile relation) throws IOException {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 17)) {
                for (long number = 0; ; number++) {
                    int read = in.readNBytes(page, 0, page.length);
                    progress.accept(read);
                    if (read == 0) {
                        return;
                    }
                    pages++;
                    if (read < page.length) {
                        damage(name + " ends within page " + number);
                        return;
                    }
                    page(name, number, (long) relation.segment() * BLOCKS_PER_FILE + number);
                }
            }
        }

        private void page(String name, long number, long block) {
            ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
            int upper = Short.toUnsignedInt(header.getShort(14));
            if (upper == 0) {
                if (!isZero()) {
                    damage(name + " page " + number + " is neither empty nor a page");
                }
                return;
            }
            if (checksums && PageChecksum.stored(page, 0) != checksum.of(page, 0, block)) {
                damage(name + " page " + number + " has a wrong checksum");
                return;
            }
            Lsn lsn = new Lsn((long) header.getInt(0) << 32 | Integer.toUnsignedLong(header.getInt(4)));
            if (end.isBefore(lsn)) {
                newer++;
                tell(name + " page " + number + " was changed at " + lsn + ", behind the end of WAL at " + end);
            }
        }

        private boolean isZero() {
            for (byte each : page) {
                if (each != 0) {
                    return false;
                }
            }
            return true;
        }

        private void damage(String what) {
            damaged++;
            tell(what);
        }

        private void tell(String what) {
            if (some.size() < MOST_TOLD) {
                some.add(what);
            }
        }
    }
}
