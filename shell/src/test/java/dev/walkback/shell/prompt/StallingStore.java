package dev.walkback.shell.prompt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An S3 store that gives the first page of the WAL, and of the next one not a byte until it is closed. */
final class StallingStore implements AutoCloseable {

    /** On the page that is given. */
    static final int OBJECTS = 300;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);

    StallingStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, String> settings() {
        return Map.of(
                "AWS_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b",
                "AWS_REGION", "us-east-1",
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "WALKBACK_RETRIES", "0");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().getQuery();
            boolean wal = asked != null && asked.contains("wal_005");
            boolean next = asked != null && asked.contains("continuation-token");
            if (wal && next) {
                closing.await();
            }
            byte[] page = page(wal).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(boolean wal) {
        String objects =
                IntStream.range(1, OBJECTS + 1).mapToObj(StallingStore::segment).collect(Collectors.joining());
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name>"
                + "<MaxKeys>1000</MaxKeys><IsTruncated>" + wal + "</IsTruncated>"
                + (wal ? "<NextContinuationToken>more</NextContinuationToken>" + objects : "") + "</ListBucketResult>";
    }

    private static String segment(int number) {
        return """
                <Contents><Key>orders/wal_005/00000001%08X%08X.lz4</Key>\
                <LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>3</Size>\
                <StorageClass>STANDARD</StorageClass></Contents>""".formatted(number / 256, number % 256);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
