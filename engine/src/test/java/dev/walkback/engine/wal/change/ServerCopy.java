package dev.walkback.engine.wal.change;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.ChangedPages;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All relation files of a server at a checkpoint.
 *
 * @param redo where replay from it would begin, {@code finish} a position after it
 */
record ServerCopy(Lsn redo, Lsn finish, Map<String, byte[]> files) {

    private static final int PAGE = 8192;
    private static final Pattern PLACE = Pattern.compile(
            "(?:base/(?<db>\\d+)|(?<global>global)|pg_tblspc/(?<space>\\d+)/PG_[^/]+/(?<spacedb>\\d+))/(?<file>\\d+(?:_init)?(?:\\.\\d+)?)");

    static ServerCopy of(PostgresServer server) {
        server.sql("checkpoint");
        Lsn redo = Lsn.parse(server.sql("select redo_lsn from pg_control_checkpoint()"))
                .orElseThrow();
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : List.of("base", "global", "pg_tblspc")) {
            try (Stream<Path> found = Files.walk(server.data().resolve(folder), FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    String name = server.data().relativize(file).toString();
                    if (PLACE.matcher(name).matches()) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Lsn finish = Lsn.parse(server.sql("select pg_current_wal_lsn()")).orElseThrow();
        return new ServerCopy(redo, finish, files);
    }

    /** Pages that are not what they were in the parent, that replay would not put right, and that nothing is known of. */
    List<String> missedBy(ChangedPages known, ServerCopy parent) {
        List<String> missed = new ArrayList<>();
        files.forEach((name, bytes) -> {
            byte[] old = parent.files.get(name);
            Matcher place = PLACE.matcher(name);
            if (old == null || !place.matches() || isUnlogged(name) || parent.isUnlogged(name)) {
                return;
            }
            ChangedPages.Known told = known(known, place);
            for (int page = 0; page < bytes.length / PAGE; page++) {
                byte[] now = page(bytes, page);
                byte[] before = page(old, page);
                if (!Arrays.equals(now, before) && !isHinted(now, before) && !isReplayed(now) && !tells(told, page)) {
                    missed.add(name + " page " + page + " written at " + written(now) + ", before " + written(before));
                }
            }
        });
        return missed;
    }

    /** How many pages of files that the parent has would be stored. */
    long pagesTold(ChangedPages known, ServerCopy parent) {
        long pages = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Matcher place = PLACE.matcher(file.getKey());
            if (parent.files.containsKey(file.getKey()) && place.matches()) {
                ChangedPages.Known told = known(known, place);
                int all = file.getValue().length / PAGE;
                for (int page = 0; page < all; page++) {
                    pages += tells(told, page) ? 1 : 0;
                }
            }
        }
        return pages;
    }

    /** How many pages the files have that the parent has too. */
    long pagesIn(ServerCopy parent) {
        return files.entrySet().stream()
                .filter(file -> parent.files.containsKey(file.getKey()))
                .mapToLong(file -> file.getValue().length / PAGE)
                .sum();
    }

    private static ChangedPages.Known known(ChangedPages known, Matcher place) {
        RelationFile file = RelationFile.named(place.group("file")).orElseThrow();
        if (place.group("global") != null) {
            return known.of(1664, 0, file);
        }
        return place.group("db") != null
                ? known.of(1663, Long.parseLong(place.group("db")), file)
                : known.of(Long.parseLong(place.group("space")), Long.parseLong(place.group("spacedb")), file);
    }

    private static boolean tells(ChangedPages.Known known, int page) {
        return switch (known) {
            case ChangedPages.Known.All _ -> true;
            case ChangedPages.Known.Nothing _ -> false;
            case ChangedPages.Known.Pages(int[] numbers) -> Arrays.binarySearch(numbers, page) >= 0;
        };
    }

    private boolean isUnlogged(String name) {
        return name.endsWith("_init") || files.containsKey(name.replaceFirst("\\.\\d+$", "") + "_init");
    }

    private boolean isReplayed(byte[] page) {
        return redo.isBefore(written(page));
    }

    /**
     * Whoever changes more than a hint moves the page's position. Hints that nobody logs are what an SP-GiST index remembers in its first
     * page of pages with room.
     */
    private static boolean isHinted(byte[] now, byte[] before) {
        return written(now).equals(written(before)) && !written(now).equals(Lsn.NONE);
    }

    private static Lsn written(byte[] page) {
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        return new Lsn((long) header.getInt(0) << 32 | Integer.toUnsignedLong(header.getInt(4)));
    }

    private static byte[] page(byte[] file, int number) {
        return file.length < (number + 1) * PAGE
                ? new byte[PAGE]
                : Arrays.copyOfRange(file, number * PAGE, (number + 1) * PAGE);
    }
}
