package dev.walkback.shell;

import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The archive on which help's examples and the acceptance scripts run, and one command run on it in this process. */
final class ExampleArchive {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final FileTime STORED = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

    /** Named in examples as if they lay in the working directory. */
    private static final List<String> FILES = List.of(
            "notes.txt",
            "nightly.wb",
            "postgresql.log",
            "restored",
            "segment",
            "spool",
            "history",
            "monday",
            "incr",
            "copied",
            "archived",
            "new",
            "guard");

    /** A whole and sound archive, to be read only: a full backup and four deltas on one timeline. */
    private static final Path ORDERS =
            PackedArchive.named("lz4-delta-chain").shared().resolve("storage");

    private final Path folder;

    ExampleArchive(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("mirror"));
        ExampleBackup.tars(folder.resolve("monday"), "");
        ExampleBackup.incremental(folder.resolve("incr"));
        ExampleBackup.copy(folder.resolve("copied"));
        ExampleBackup.wal(folder.resolve("archived"));
        put("drill/old.txt", "old\n".getBytes(StandardCharsets.UTF_8));
        put("wal_005/000000010000000000000001.lz4", lz4("a segment\n"));
        put("wal_005/000000010000000000000002.lz4", lz4("another segment\n"));
        Files.writeString(folder.resolve("notes.txt"), "notes\n");
        Files.createDirectories(folder.resolve("restored/global"));
        Files.writeString(folder.resolve("restored/PG_VERSION"), "15\n");
        Files.writeString(folder.resolve("postgresql.log"), """
                2026-11-21 07:56:59.101 UTC [71] LOG:  starting PostgreSQL 15.18 on x86_64-pc-linux-gnu
                2026-11-21 07:56:59.103 UTC [72] LOG:  database system was interrupted; last known up at 2026-11-21 07:56:56 UTC
                2026-11-21 07:56:59.140 UTC [72] LOG:  restored log file "000000010000000000000003" from archive
                2026-11-21 07:56:59.180 UTC [72] LOG:  restored log file "000000010000000000000004" from archive
                2026-11-21 07:56:59.210 UTC [72] FATAL:  requested timeline 3 is not a child of this server's history
                \t2026 a line that goes on
                2026-11-21 07:56:59.210 UTC [72] DETAIL:  Latest checkpoint is at 0/3000060 on timeline 1.
                2026-11-21 07:56:59.211 UTC [71] FATAL:  something that nobody has heard of
                """);
        Files.writeString(folder.resolve("nightly.wb"), """
                # what is looked at every night
                storage check
                storage ls ${folder} --long
                storage cat drill/old.txt; version --quiet
                """);
        Files.writeString(folder.resolve("walkback.yaml"), """
                default: here
                storages:
                  here:
                    WALG_FILE_PREFIX: %1$s/archive
                  mirror:
                    WALG_FILE_PREFIX: %1$s/mirror
                  orders:
                    WALG_FILE_PREFIX: %2$s
                  vault:
                    WALG_FILE_PREFIX: %1$s/vault
                """.formatted(folder, ORDERS));
        copyDocuments();
    }

    /** The same backups to be changed: their documents, without what they are made of. */
    private void copyDocuments() throws IOException {
        try (Stream<Path> files = Files.walk(ORDERS.resolve("basebackups_005"))) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".json"))::iterator) {
                Path copy =
                        folder.resolve("vault").resolve(ORDERS.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    record Answer(String out, String err, int exit) {}

    Answer run(List<String> words) {
        List<String> placed = new java.util.ArrayList<>(words);
        placed.replaceAll(word -> FILES.contains(word) ? folder.resolve(word).toString() : word);
        placed.replaceAll(word -> word.startsWith("pg_wal/") ? segment(word) : word);
        placed.replaceAll(this::below);
        placed.replaceAll(word -> word.replace("@HERE@", folder.toString()).replace("@ORDERS@", ORDERS.toString()));
        placed.addFirst("--config=" + folder.resolve("walkback.yaml"));
        return asTyped(placed);
    }

    /** A segment as the server of {@link #ORDERS} had it. */
    private String segment(String name) {
        Path file = folder.resolve(name);
        Path stored = ORDERS.resolve("wal_005").resolve(file.getFileName() + ".lz4");
        try (InputStream plain = Codecs.named("lz4").orElseThrow().decoding(Files.newInputStream(stored))) {
            Files.createDirectories(folder.resolve("pg_wal"));
            Files.copy(plain, file);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No example writes anywhere but here, whatever directory it names. */
    private String below(String word) {
        int value = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
        boolean absolute = word.startsWith("/", value) && !word.startsWith(folder.toString(), value);
        return absolute ? word.substring(0, value) + folder + word.substring(value) : word;
    }

    /** What examples find that are about a directory which was restored. */
    void restore(String data) {
        Answer restored = run(List.of("restore", "apply", "--latest", "--into", data, "--storage", "orders", "--all"));
        if (restored.exit() != 0) {
            throw new IllegalStateException(restored.err());
        }
    }

    /** With nothing added that would help it find the storage. */
    Answer asTyped(List<String> words) {
        return answer(console -> new NativeFace().run(words, console));
    }

    /** At a prompt that was opened on it and was not armed. */
    Answer atPrompt(List<String> words) {
        Map<String, String> options =
                Map.of("--config", folder.resolve("walkback.yaml").toString());
        return answer(console -> new Turn(new Sitting(Occasion.PROMPT, CLOCK, options), console)
                .take(words)
                .code());
    }

    private Answer answer(ToIntFunction<Console> run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> env = new HashMap<>();
        env.put("XDG_STATE_HOME", folder.resolve("state").toString());
        env.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        env.put("LC_ALL", "C.UTF-8");
        Console console =
                new Console(out, err, new ByteArrayInputStream(new byte[0]), false, false, false, 80, env, CLOCK);
        int exit = run.applyAsInt(console);
        return new Answer(text(out), text(err), exit);
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(folder.toString(), "@HERE@")
                .replace(ORDERS.toString(), "@ORDERS@")
                .replaceAll("walkback --config=\\S+ ", "walkback ");
    }

    void put(String key, byte[] bytes) throws IOException {
        Path file = folder.resolve("archive").resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, STORED);
    }

    static byte[] lz4(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream encoding = Codecs.named("lz4").orElseThrow().encoding(bytes)) {
            encoding.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
