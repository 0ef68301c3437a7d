package dev.walkback.engine.restore.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.restore.fetch.MadeChain.Piece;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Chains of any shape, against applying the backups one after the other, oldest first, as WAL-G does it. */
class RandomChainsTest {

    private static final int PAGE = MadeChain.PAGE;

    /** What the chain is, and what oldest-first makes of it. */
    private record Made(MadeChain chain, Map<String, byte[]> expected) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void one_pass_newest_first_makes_what_oldest_first_makes(@ForAll long seed) throws Exception {
        Made made = made(new Random(seed));
        Path temp = Files.createTempDirectory("walkback-fetch");
        try {
            FetchEvent.Brought brought =
                    Fetching.run(plan(made, temp), made.chain().source(), event -> {});

            assertThat(files(temp.resolve("data"))).isEqualTo(texts(made.expected()));
            assertThat(brought.writtenBytes()).isLessThanOrEqualTo(bytes(temp.resolve("data")));
        } finally {
            remove(temp);
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void ended_anywhere_and_begun_again_it_makes_the_same_and_fetches_no_finished_part_twice(@ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        Made made = made(random);
        Path temp = Files.createTempDirectory("walkback-fetch");
        try {
            Set<String> finished = ConcurrentHashMap.newKeySet();
            while (!ended(made, temp, random.nextInt(40), finished)) {
                // and once more
            }
            assertThat(files(temp.resolve("data"))).isEqualTo(texts(made.expected()));
        } finally {
            remove(temp);
        }
    }

    /** A run that is torn out of its work at some event; false when it was. */
    private static boolean ended(Made made, Path temp, int after, Set<String> finished) throws Exception {
        AtomicInteger left = new AtomicInteger(after);
        try {
            Fetching.run(plan(made, temp), made.chain().source(), event -> {
                if (event instanceof FetchEvent.Started(FetchPlan.Part part)) {
                    assertThat(finished).doesNotContain(part.key());
                }
                if (event instanceof FetchEvent.Finished(FetchPlan.Part part, FetchEvent.Brought brought)) {
                    finished.add(part.key());
                }
                if (left.getAndDecrement() <= 0 && !(event instanceof FetchEvent.Complete)) {
                    throw new TornException();
                }
            });
            return true;
        } catch (TornException torn) {
            return false;
        }
    }

    private static final class TornException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static FetchPlan plan(Made made, Path temp) {
        return Fetching.plan(
                made.chain().chain(),
                made.chain().source(),
                temp.resolve("data"),
                Map.of(),
                Manner.WAL_G.withZerosForUncovered());
    }

    private static Made made(Random random) {
        MadeChain chain = new MadeChain();
        Map<String, byte[]> files = new TreeMap<>();
        int layers = 1 + random.nextInt(5);
        for (int layer = 0; layer < layers; layer++) {
            int parts = 1 + random.nextInt(3);
            MadeChain.Layer made = chain.layer(parts);
            Map<String, byte[]> before = files;
            files = new TreeMap<>();
            for (int i = 0; i < 6; i++) {
                String name = "/base/1/" + (16384 + i);
                byte[] old = before.get(name);
                if (random.nextInt(6) == 0) {
                    continue;
                }
                Piece piece = layer == 0 || old == null ? new Piece.Whole(content(random)) : change(random);
                made.put(random.nextInt(parts), name, piece);
                files.put(name, applied(old, piece));
            }
            (random.nextInt(4) == 0 ? made.unlisted() : made).store();
        }
        return new Made(chain, files);
    }

    private static byte[] content(Random random) {
        byte[] content = new byte[random.nextInt(8) * PAGE + (random.nextInt(5) == 0 ? random.nextInt(PAGE) : 0)];
        random.nextBytes(content);
        return content;
    }

    private static Piece change(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Piece.Skipped();
            case 1 -> new Piece.Whole(content(random));
            default -> {
                int pages = random.nextInt(10);
                TreeMap<Integer, byte[]> changed = new TreeMap<>();
                for (int page = 0; page < pages; page++) {
                    if (random.nextInt(3) == 0) {
                        byte[] content = new byte[PAGE];
                        random.nextBytes(content);
                        changed.put(page, content);
                    }
                }
                int odd = random.nextInt(8) == 0 ? random.nextInt(PAGE) : 0;
                yield new Piece.Changed((long) pages * PAGE + odd, changed);
            }
        };
    }

    /** As it is done when the older file is there already. */
    private static byte[] applied(byte[] old, Piece piece) {
        return switch (piece) {
            case Piece.Whole(byte[] content) -> content;
            case Piece.Skipped() -> old;
            case Piece.Changed changed -> {
                byte[] now = Arrays.copyOf(old, (int) changed.fileBytes());
                changed.pages().forEach((page, content) -> System.arraycopy(content, 0, now, page * PAGE, PAGE));
                yield now;
            }
        };
    }

    private static Map<String, String> files(Path data) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var paths = Files.list(data.resolve("base/1"))) {
            for (Path path : paths.toList()) {
                files.put("/base/1/" + path.getFileName(), text(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    private static long bytes(Path data) throws IOException {
        long bytes = Files.size(data.resolve("backup_label")) + Files.size(data.resolve("global/pg_control"));
        try (var paths = Files.list(data.resolve("base/1"))) {
            for (Path path : paths.toList()) {
                bytes += Files.size(path);
            }
        }
        return bytes;
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new HashMap<>();
        files.forEach((name, content) -> texts.put(name, text(content)));
        return texts;
    }

    /** Short enough to be looked at when it differs. */
    private static String text(byte[] content) {
        StringBuilder text = new StringBuilder(content.length + " bytes:");
        for (int at = 0; at < content.length; at += PAGE) {
            text.append(' ')
                    .append(Arrays.hashCode(Arrays.copyOfRange(content, at, Math.min(content.length, at + PAGE))));
        }
        return text.toString();
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failed) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
