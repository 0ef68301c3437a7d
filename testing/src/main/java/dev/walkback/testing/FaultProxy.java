package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad line to a server of this machine: a TCP proxy on a loopback port of its own that passes bytes on until it is told
 * to do worse. Each direction is spoiled by itself, see {@link #up()} and {@link #down()}; faults may be changed at any time,
 * also under open connections.
 */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final FaultyDirection up = new FaultyDirection(this::breakLine);
    private final FaultyDirection down = new FaultyDirection(this::breakLine);
    private volatile boolean refusing;

    private FaultProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** A proxy in front of a port of this machine. It starts without faults. */
    public static FaultProxy to(int targetPort) {
        try {
            FaultProxy proxy = new FaultProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), targetPort);
            Thread.ofVirtual().start(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What clients send to the server. */
    public FaultyDirection up() {
        return up;
    }

    /** What the server sends to clients. */
    public FaultyDirection down() {
        return down;
    }

    /** How many connections clients have made so far. */
    public int connections() {
        return accepted.get();
    }

    /** Makes every byte of both directions late. */
    public void delay(Duration eachPiece) {
        up.delay(eachPiece);
        down.delay(eachPiece);
    }

    /** Resets new connections at once. Those that stand are left alone. */
    public void refuse() {
        refusing = true;
    }

    /** Resets every open connection. */
    public void cutNow() {
        sockets.forEach(FaultProxy::reset);
    }

    /** Takes all faults away; what had been stalled goes on. */
    public void heal() {
        refusing = false;
        up.heal();
        down.heal();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            heal();
            cutNow();
        }
    }

    private void breakLine(boolean forGood) {
        if (forGood) {
            refusing = true;
        }
        cutNow();
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // closed, or one client that went away while it was being accepted
            }
        }
    }

    private void connect(Socket client) {
        accepted.incrementAndGet();
        if (refusing) {
            reset(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pump(client, server, up));
            Thread.ofVirtual().start(() -> pump(server, client, down));
        } catch (IOException nobodyThere) {
            reset(client);
        }
    }

    private void pump(Socket from, Socket to, FaultyDirection direction) {
        try {
            direction.pass(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (from.isOutputShutdown() || from.isClosed()) {
                hangUp(from);
                hangUp(to);
            }
        }
    }

    private void hangUp(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it was gone already
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it was gone already
        }
    }
}
