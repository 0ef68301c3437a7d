package dev.walkback.shell.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A socket that serves messages, one thread for each connection. A check leaves the connection open for more; after a push or a fetch, and
 * after anything that goes wrong, it is closed, and what was sent ahead is not heard.
 */
public final class DaemonSocket implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final Path path;
    private final Object identity;

    private DaemonSocket(ServerSocketChannel channel, Path path, Object identity) {
        this.channel = channel;
        this.path = path;
        this.identity = identity;
    }

    /** Takes the place of a socket that is there already, as one that was killed leaves it; of nothing else. */
    public static DaemonSocket at(Path path) throws IOException {
        try {
            if (!Files.readAttributes(
                            path, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw new FileSystemException(path.toString(), null, "it exists, and is no socket");
            }
            Files.delete(path);
        } catch (NoSuchFileException free) {
            // as it should be
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path));
            return new DaemonSocket(channel, path, identity(path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Object identity(Path path) throws IOException {
        return Objects.requireNonNull(Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Until this thread is interrupted.
     *
     * @param failures told of each message that was answered with a failure
     */
    public void serve(DataPaths paths, Errands errands, Consumer<? super Exception> failures) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("client-", 0).factory());
        try {
            while (true) {
                SocketChannel client = channel.accept();
                threads.execute(() -> serve(client, paths, errands, failures));
            }
        } catch (ClosedByInterruptException asked) {
            // whoever asked for the end knows it
        } finally {
            threads.shutdownNow();
        }
    }

    private static void serve(
            SocketChannel client, DataPaths paths, Errands errands, Consumer<? super Exception> failures) {
        try (client) {
            InputStream in = Channels.newInputStream(client);
            boolean more = true;
            while (more) {
                Reply reply;
                try {
                    Message message = Message.read(in);
                    reply = done(message, paths, errands);
                    more = message instanceof Message.Check;
                } catch (Exception e) {
                    failures.accept(e);
                    reply = Reply.FAILED;
                    more = false;
                }
                client.write(ByteBuffer.wrap(new byte[] {reply.letter()}));
            }
        } catch (IOException gone) {
            // nobody is left to be answered, and what was done is done
        }
    }

    private static Reply done(Message message, DataPaths paths, Errands errands) throws Exception {
        switch (message) {
            case Message.Check _ -> {
                return Reply.DONE;
            }
            case Message.Push(String name) -> {
                errands.push(paths.ready(name));
                return Reply.DONE;
            }
            case Message.Fetch(String name, String destination) -> {
                return errands.fetch(name, paths.destination(destination)) ? Reply.DONE : Reply.ABSENT;
            }
        }
    }

    /** The name goes too, unless it is another daemon's by now. */
    @Override
    public void close() throws IOException {
        channel.close();
        try {
            if (identity(path).equals(identity)) {
                Files.delete(path);
            }
        } catch (NoSuchFileException gone) {
            // somebody else tidied up
        }
    }
}
