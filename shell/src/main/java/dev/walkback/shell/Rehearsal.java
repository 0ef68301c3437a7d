package dev.walkback.shell;

import com.sun.net.httpserver.HttpServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Runs the usual commands in one process, so that the JVM can keep what it learnt for the starts to come. The launcher
 * calls it after a build, with an empty folder to play in and the name of the cache: {@code start}, or {@code s3} for one that
 * knows S3 too. A cache cannot be merged from several runs, hence this class.
 *
 * <p>It hears no setting of the user's: it must never reach a real archive.
 */
final class Rehearsal {

    private static final String OBJECT = "wal_005/one";

    /** Some commands close what they wrote to, and there are more to come. */
    private static final String OUTPUT = "/dev/null";

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toRealPath();
        archive(folder);
        Path noSettings = Files.writeString(folder.resolve("settings.json"), "{}");
        Map<String, String> environment = Map.of("WALG_CONFIG_PATH", noSettings.toString());
        if (arguments[1].equals("s3")) {
            ofAnS3Store(environment);
        }
        ofADirectory(folder.toUri().toString(), environment);
        asWalg(folder, noSettings);
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

    private static void asWalg(Path folder, Path noSettings) throws IOException {
        Map<String, String> environment =
                Map.of("WALG_CONFIG_PATH", noSettings.toString(), "WALG_FILE_PREFIX", folder.toString());
        run("wal-g", List.of("st", "ls"), environment);
        run("wal-g", List.of("st", "ls", "-r"), environment);
        run("wal-g", List.of("st", "cat", OBJECT), environment);
        run("wal-g", List.of("backup-list", "--detail"), environment);
        run("wal-g", List.of("wal-show"), environment);
        run(
                "wal-g",
                List.of("wal-verify", "integrity", "timeline", "--lsn", "0/2000000", "--timeline", "1"),
                environment);
    }

    /** A listing of one object, from a store in this process that says the same to whatever it is asked. */
    private static void ofAnS3Store(Map<String, String> environment) throws IOException {
        byte[] listing = """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix></Prefix>
                <KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>cluster/one</Key>
                <LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>3</Size>
                <StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>
                """.strip().getBytes(StandardCharsets.UTF_8);
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, listing.length);
            exchange.getResponseBody().write(listing);
            exchange.close();
        });
        store.start();
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(Map.of(
                "AWS_ENDPOINT", "http://127.0.0.1:" + store.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "rehearsal",
                "AWS_SECRET_ACCESS_KEY", "rehearsal",
                "AWS_REGION", "us-east-1",
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "WALKBACK_RETRIES", "0",
                "WALKBACK_REQUEST_TIMEOUT", "5s"));
        run("walkback", List.of("storage", "ls", "--storage", "s3://bucket/cluster"), settings);
        store.stop(0);
    }

    private static void run(String name, List<String> line, Map<String, String> environment) throws IOException {
        System.setProperty("walkback.name", name);
        Interruption interruption = Interruption.ofThisThread();
        Console here = ProcessConsole.open();
        Main.run(
                line,
                new Console(
                        new FileOutputStream(OUTPUT),
                        here.err(),
                        here.in(),
                        here.outIsTerminal(),
                        here.errIsTerminal(),
                        here.inIsTerminal(),
                        here.width(),
                        environment,
                        here.clock()));
        interruption.over();
    }

    private static void archive(Path folder) throws IOException {
        Path wal = Files.createDirectory(folder.resolve("wal_005"));
        Files.writeString(wal.resolve("one"), "one");
        try (GZIPOutputStream two = new GZIPOutputStream(Files.newOutputStream(wal.resolve("two.gz")))) {
            two.write(new byte[100_000]);
        }
    }
}
