package dev.walkback.shell;

import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Runs the usual commands in one process, so that the JVM can keep what it learnt for the starts to come. The launcher
 * calls it after a build, with an empty folder to play in and the name of the cache: {@code start}, {@code s3} for one that
 * knows S3 too, {@code prompt}, or {@code fetch-start} and {@code fetch-s3} for what PostgreSQL runs while it recovers, {@code push-start} and {@code push-s3}
 * for what it runs to archive. A cache cannot be merged from several runs, hence this class.
 *
 * <p>It hears no setting of the user's: it must never reach a real archive.
 */
final class Rehearsal {

    private static final String OBJECT = "wal_005/one";

    /** Some commands close what they wrote to, and there are more to come. */
    private static final String OUTPUT = "/dev/null";

    private static final String SENTINEL = """
            {"LSN":33554472,"PgVersion":150018,"FinishLSN":33554688,"SystemIdentifier":7710575489334120503,\
            "UncompressedSize":23379417,"CompressedSize":1685438,"DataCatalogSize":23489920,"ChkpNum":null,"Version":2,\
            "StartTime":"2026-01-01T10:50:56.252879Z","FinishTime":"2026-01-01T10:50:57.795169Z",\
            "DateFmt":"%Y-%m-%dT%H:%M:%S.%fZ","Hostname":"rehearsal","DataDir":"/rehearsal","IsPermanent":false}""";

    private static final String METADATA = """
            {"start_time":"2026-01-01T10:50:56.252879Z","finish_time":"2026-01-01T10:50:57.795169Z",\
            "date_fmt":"%Y-%m-%dT%H:%M:%S.%fZ","hostname":"rehearsal","data_dir":"/rehearsal","pg_version":150018,\
            "start_lsn":33554472,"finish_lsn":33554688,"is_permanent":false,"system_identifier":7710575489334120503,\
            "uncompressed_size":23379417,"compressed_size":1685438}""";

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toRealPath();
        archive(folder);
        // the launcher has moved the home folder, and what XDG variables say is not in here: no settings are found
        Map<String, String> environment = Map.of();
        if (arguments[1].equals("prompt")) {
            ofAPrompt(folder);
            return;
        }
        if (arguments[1].startsWith("push-")) {
            new PushRehearsal(folder).run(arguments[1].endsWith("s3"), Rehearsal::run);
            return;
        }
        if (arguments[1].startsWith("fetch-")) {
            new FetchRehearsal(folder).run(arguments[1].endsWith("s3"), Rehearsal::run);
            return;
        }
        if (arguments[1].equals("s3")) {
            ofAnS3Store(folder, environment);
        }
        ofADirectory(folder.toUri().toString(), environment);
        asWalg(folder);
    }

    /** At a terminal of its own; history and all else that outlives a prompt go into the folder. */
    private static void ofAPrompt(Path folder) throws IOException {
        Map<String, String> environment = Map.of(
                "WALG_FILE_PREFIX", folder.toString(),
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "TERM", "xterm-256color");
        Console console = console(environment);
        try {
            Class.forName("dev.walkback.shell.prompt.PromptRehearsal")
                    .asSubclass(SittingFace.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .run(new Sitting(Occasion.PROMPT, console.clock(), Map.of()), console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ofADirectory(String storage, Map<String, String> environment) throws IOException {
        for (List<String> line : List.of(
                List.of("version"),
                List.of("help"),
                List.of("help", "storage", "ls"),
                List.of("storage", "ls", "--storage", storage),
                List.of("storage", "ls", "-r", "--long", "--storage", storage),
                List.of("storage", "ls", "--json", "--storage", storage),
                List.of("storage", "stat", OBJECT, "--storage", storage),
                List.of("storage", "cat", OBJECT, "--storage", storage),
                List.of("storage", "cat", "--decode", "wal_005/two.gz", "--storage", storage),
                List.of("storage", "stat", "wal_005/absent", "--storage", storage),
                List.of("no-such-command"))) {
            run("walkback", line, environment);
        }
    }

    private static void asWalg(Path folder) throws IOException {
        Map<String, String> environment = Map.of("WALG_FILE_PREFIX", folder.toString());
        run("wal-g", List.of("st", "ls"), environment);
        run("wal-g", List.of("st", "ls", "-r"), environment);
        run("wal-g", List.of("st", "cat", OBJECT), environment);
        looks(environment, folder.toUri().toString());
    }

    /** The same archive again, as an S3 store would have it. */
    private static void ofAnS3Store(Path folder, Map<String, String> environment) throws IOException {
        try (RehearsalStore store = RehearsalStore.of(folder)) {
            Map<String, String> settings = new HashMap<>(environment);
            settings.putAll(store.settings());
            String storage = RehearsalStore.STORAGE;
            run("walkback", List.of("storage", "ls", "--storage", storage), settings);
            looks(settings, storage);
            settings.put("WALKBACK_S3_COMPATIBLE", "true");
            run("walkback", List.of("storage", "ls", "--storage", storage), settings);
        }
    }

    /** What people look at first, as text and as JSON, by both names. */
    private static void looks(Map<String, String> environment, String storage) throws IOException {
        for (String words : List.of(
                "archive show",
                "backup list",
                "wal show",
                "wal verify",
                "window list",
                "timeline list",
                "timeline show")) {
            for (String form : List.of("--no-color", "--json")) {
                List<String> line = new ArrayList<>(List.of(words.split(" ", -1)));
                line.addAll(List.of(form, "--storage", storage));
                run("walkback", line, environment);
            }
        }
        run("wal-g", List.of("backup-list", "--detail", "--pretty"), environment);
        run("wal-g", List.of("backup-list", "--detail", "--json"), environment);
        run("wal-g", List.of("wal-show"), environment);
        run("wal-g", List.of("wal-show", "--detailed-json"), environment);
        for (String form : List.of("--json", "--json=false")) {
            run(
                    "wal-g",
                    List.of("wal-verify", "integrity", "timeline", "--lsn", "0/5000000", "--timeline", "1", form),
                    environment);
        }
    }

    private static void run(String name, List<String> line, Map<String, String> environment) throws IOException {
        System.setProperty("walkback.name", name);
        Interruption interruption = Interruption.ofThisThread();
        Main.run(line, console(environment));
        interruption.over();
    }

    private static Console console(Map<String, String> environment) throws IOException {
        Console here = ProcessConsole.open();
        return new Console(
                new FileOutputStream(OUTPUT),
                here.err(),
                here.in(),
                here.outIsTerminal(),
                here.errIsTerminal(),
                here.inIsTerminal(),
                here.width(),
                environment,
                here.clock());
    }

    /** A backup and its WAL, as WAL-G has them. */
    private static void archive(Path folder) throws IOException {
        Path wal = Files.createDirectory(folder.resolve("wal_005"));
        Files.writeString(wal.resolve("one"), "one");
        try (GZIPOutputStream two = new GZIPOutputStream(Files.newOutputStream(wal.resolve("two.gz")))) {
            two.write(new byte[100_000]);
        }
        for (String segment : List.of("01-02", "01-03", "01-04", "01-06", "02-05", "02-06")) {
            String name = "000000" + segment.substring(0, 2) + "00000000000000" + segment.substring(3);
            Files.writeString(wal.resolve(name + ".lz4"), "as many bytes as it likes");
        }
        Files.writeString(wal.resolve("00000002.history"), "1\t0/5000000\tno recovery target specified\n");
        backup(folder, "base_000000010000000000000002", SENTINEL, METADATA);
        backup(
                folder,
                "base_000000010000000000000004_D_000000010000000000000002",
                later(SENTINEL)
                        .replace(
                                "{",
                                "{\"DeltaLSN\":33554472,\"DeltaFrom\":\"base_000000010000000000000002\","
                                        + "\"DeltaFullName\":\"base_000000010000000000000002\",\"DeltaCount\":1,"),
                later(METADATA));
    }

    /** The same a minute and two segments on. */
    private static String later(String document) {
        return document.replace("33554472", "67108904")
                .replace("33554688", "67109120")
                .replace("10:50", "10:51");
    }

    private static void backup(Path folder, String name, String sentinel, String metadata) throws IOException {
        Path parts = Files.createDirectories(
                folder.resolve("basebackups_005").resolve(name).resolve("tar_partitions"));
        Files.writeString(parts.resolve("part_001.tar.lz4"), "a part");
        Files.writeString(parts.resolve("pg_control.tar.lz4"), "a part");
        Files.writeString(parts.resolveSibling("metadata.json"), metadata);
        Files.writeString(parts.resolveSibling("files_metadata.json"), "{}");
        Files.writeString(folder.resolve("basebackups_005").resolve(name + "_backup_stop_sentinel.json"), sentinel);
    }
}
