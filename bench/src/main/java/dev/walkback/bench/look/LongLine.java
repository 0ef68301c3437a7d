package dev.walkback.bench.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a server of this machine with a round trip of a given length: every byte arrives half of it later, however many are
 * under way, and a connection costs a whole one before its first request leaves. It has no slow start and no limit of throughput.
 * Counts requests and what was received.
 */
final class LongLine implements AutoCloseable {

    private static final byte[] REQUEST = " HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int target;
    private final long oneWay;
    private final LongAdder requests = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder connections = new LongAdder();

    /** Bytes, and when they are at the other end; none at the end of the stream. */
    private record Piece(byte[] bytes, long due) {}

    private LongLine(ServerSocket door, int target, Duration roundTrip) {
        this.door = door;
        this.target = target;
        this.oneWay = roundTrip.toNanos() / 2;
    }

    static LongLine to(int target, Duration roundTrip) {
        try {
            LongLine line = new LongLine(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target, roundTrip);
            thread(line::acceptAll);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** What went over the line so far. */
    Traffic traffic() {
        return new Traffic(requests.sum(), connections.sum(), received.sum());
    }

    record Traffic(long requests, long connections, long received) {

        Traffic since(Traffic before) {
            return new Traffic(
                    requests - before.requests, connections - before.connections, received - before.received);
        }
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                connections.increment();
                long connected = System.nanoTime() + 2 * oneWay;
                carry(client, server, connected, true);
                carry(server, client, connected, false);
            } catch (IOException e) {
                // closed, or one client that went away while it was being accepted
            }
        }
    }

    private void carry(Socket from, Socket to, long connected, boolean up) {
        LinkedBlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        thread(() -> take(from, way, connected, up));
        thread(() -> give(to, way));
    }

    private void take(Socket from, LinkedBlockingQueue<Piece> way, long connected, boolean up) {
        byte[] buffer = new byte[64 * 1024];
        int matched = 0;
        try (InputStream bytes = from.getInputStream()) {
            for (int length = bytes.read(buffer); length > 0; length = bytes.read(buffer)) {
                way.add(new Piece(Arrays.copyOf(buffer, length), Math.max(System.nanoTime(), connected) + oneWay));
                if (up) {
                    matched = count(buffer, length, matched);
                } else {
                    received.add(length);
                }
            }
        } catch (IOException gone) {
            // its other side learns of it below
        }
        way.add(new Piece(new byte[0], System.nanoTime() + oneWay));
    }

    /** Goes on where the piece before left off in the middle of the words that every request has once. */
    private int count(byte[] bytes, int length, int before) {
        int matched = before;
        for (int i = 0; i < length; i++) {
            matched = bytes[i] == REQUEST[matched] ? matched + 1 : bytes[i] == REQUEST[0] ? 1 : 0;
            if (matched == REQUEST.length) {
                requests.increment();
                matched = 0;
            }
        }
        return matched;
    }

    private static void give(Socket to, LinkedBlockingQueue<Piece> way) {
        try (OutputStream bytes = to.getOutputStream()) {
            for (Piece piece = way.take(); piece.bytes().length > 0; piece = way.take()) {
                for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                bytes.write(piece.bytes());
            }
        } catch (IOException gone) {
            // whoever sends finds out by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void thread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
