package dev.walkback.shell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** As much of an S3 store, in this process, as the {@link Rehearsal} asks for: lists, reads and writes the files of a folder. */
final class RehearsalStore implements AutoCloseable {

    static final String STORAGE = "s3://bucket";

    private static final String BUCKET = "bucket";

    private final Path folder;
    private final HttpServer server;

    private RehearsalStore(Path folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    static RehearsalStore of(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RehearsalStore store = new RehearsalStore(folder, server);
        server.createContext("/", store::answer);
        server.start();
        return store;
    }

    Map<String, String> settings() {
        return Map.of(
                "WALG_S3_PREFIX", STORAGE,
                "AWS_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "rehearsal",
                "AWS_SECRET_ACCESS_KEY", "rehearsal",
                "AWS_REGION", "us-east-1",
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "WALKBACK_RETRIES", "0",
                "WALKBACK_REQUEST_TIMEOUT", "5s");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = Stream.of(
                        String.valueOf(exchange.getRequestURI().getQuery()).split("&", -1))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each.length > 1 ? each[1] : ""));
        String key = exchange.getRequestURI().getPath().replaceFirst("^/" + BUCKET + "/?", "");
        Path file = folder.resolve(key);
        exchange.getResponseHeaders().set("ETag", "\"0\"");
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        if (exchange.getRequestMethod().equals("PUT")) {
            put(exchange, file);
        } else if (key.isEmpty()) {
            send(exchange, 200, listing(query.getOrDefault("prefix", ""), query.getOrDefault("delimiter", "")));
        } else if (Files.isRegularFile(file)) {
            send(exchange, 200, Files.readAllBytes(file));
        } else {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private static void put(HttpExchange exchange, Path file) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        boolean exists = exchange.getRequestHeaders().containsKey("If-None-Match") && Files.exists(file);
        if (!exists) {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length") ? plain(sent) : sent);
        }
        byte[] refused = "<Error><Code>PreconditionFailed</Code></Error>".getBytes(StandardCharsets.UTF_8);
        send(exchange, exists ? 412 : 200, exists ? refused : new byte[0]);
    }

    /** Out of the chunks that a body with a checksum behind it is sent in: a length in hex each, the last of zero. */
    private static byte[] plain(byte[] chunks) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (chunks[end] != '\r') {
                end++;
            }
            String head = new String(chunks, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.split(";", 2)[0], 16);
            if (length == 0) {
                return plain.toByteArray();
            }
            plain.write(chunks, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        boolean empty = head || body.length == 0;
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] listing(String prefix, String delimiter) throws IOException {
        StringBuilder contents = new StringBuilder();
        TreeSet<String> folders = new TreeSet<>();
        for (String key : keys(prefix)) {
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (end >= 0) {
                folders.add(key.substring(0, end + 1));
            } else {
                contents.append("<Contents><Key>%s</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                                .formatted(key))
                        .append(
                                "<ETag>&quot;0&quot;</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>"
                                        .formatted(Files.size(folder.resolve(key))));
            }
        }
        folders.forEach(
                each -> contents.append("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>".formatted(each)));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix>%s</Prefix>
                <MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>%s</ListBucketResult>
                """.formatted(prefix, contents).strip().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> keys(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
