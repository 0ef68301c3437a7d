package dev.walkback.storage.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looking up a host's addresses, which the JDK can neither be hurried nor interrupted in. */
final class Names {

    private Names() {}

    static List<InetAddress> addresses(String host, Duration limit) throws IOException, InterruptedException {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                found.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return List.of(found.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("the name " + host + " was not looked up within " + Seconds.of(limit), e);
        } catch (ExecutionException e) {
            throw new IOException("the name " + host + " is unknown", e.getCause());
        }
    }
}
