package dev.walkback.storage.ssh;

import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The way to one server: connects when it is first needed, and again when the line is gone. The connecting is done in a
 * thread of its own, so that callers who come meanwhile wait for the same attempt, and one who is interrupted leaves it to
 * the others.
 */
final class Connection implements AutoCloseable {

    private final SshConfig config;
    private final Failures failures;
    private final SshClient client;
    private final List<NamedFactory<Signature>> signatures;
    private final Leftovers leftovers = new Leftovers();
    private @Nullable CompletableFuture<Line> current;
    private boolean closed;

    Connection(SshConfig config, Failures failures) {
        this.config = config;
        this.failures = failures;
        this.client = Client.of(config.limits());
        this.signatures = List.copyOf(client.getSignatureFactories());
    }

    /** What is asked of the server. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Sftp sftp) throws IOException;
    }

    /**
     * Asks a question that may be asked twice: a line that stood idle may be gone without anyone having noticed, which is
     * no failure.
     *
     * @param key the object that it is about, for errors
     */
    <T> T ask(String attempted, String key, Question<T> question) {
        Line line = line(attempted);
        boolean fresh = line.unused();
        try {
            return asked(line, question);
        } catch (SftpStatus | SocketTimeoutException e) {
            throw failures.of(e, attempted, key);
        } catch (IOException e) {
            if (fresh || Failures.interrupted(e)) {
                throw failures.of(e, attempted, key);
            }
        }
        try {
            return asked(line(attempted), question);
        } catch (IOException e) {
            throw failures.of(e, attempted, key);
        }
    }

    private static <T> T asked(Line line, Question<T> question) throws IOException {
        try (Line.Lease lease = line.lease()) {
            return question.ask(lease.sftp());
        } catch (SftpStatus answer) {
            throw answer;
        } catch (IOException e) {
            giveUpIfSilent(line, e);
            throw e;
        }
    }

    /** A line on which an answer did not come in time is not asked again. */
    static void giveUpIfSilent(Line line, IOException e) {
        if (e instanceof SocketTimeoutException) {
            line.hangUp();
        }
    }

    /** The line that stands, or a new one. */
    Line line(String attempted) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(config.location(), attempted, null);
        }
        Duration limit = config.limits().connect().plusSeconds(5);
        try {
            return attempt().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(config.location(), attempted, e);
        } catch (TimeoutException e) {
            throw new StorageException.Unreachable(
                    config.location(), attempted, "no connection within " + Seconds.of(limit), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized CompletableFuture<Line> attempt() {
        if (closed) {
            throw new IllegalStateException("the storage was closed");
        }
        CompletableFuture<Line> standing = current;
        if (standing != null && (!standing.isDone() || stands(standing))) {
            return standing;
        }
        CompletableFuture<Line> attempt = new CompletableFuture<>();
        current = attempt;
        Thread.ofVirtual().name("walkback-ssh-connect").start(() -> connect(attempt));
        return attempt;
    }

    private static boolean stands(CompletableFuture<Line> attempt) {
        return !attempt.isCompletedExceptionally() && attempt.join().usable();
    }

    private void connect(CompletableFuture<Line> attempt) {
        try {
            ClientSession session = new LogIn(config, started(), signatures).session();
            Line line = new Line(session, config.streams(), config.limits().request());
            leftovers.sweep(line);
            attempt.complete(line);
            hangUpIfClosed(line);
        } catch (InterruptedException | RuntimeException e) {
            attempt.completeExceptionally(e);
        }
    }

    private SshClient started() {
        synchronized (client) {
            if (!client.isStarted()) {
                client.start();
            }
        }
        return client;
    }

    private synchronized void hangUpIfClosed(Line line) {
        if (closed) {
            line.hangUp();
        }
    }

    /** Remembers a file that could not be removed because the line was gone. */
    void leftBehind(String path) {
        leftovers.remove(path);
    }

    /** Moves an object back that was moved aside on a line that broke then: now if the server can be reached, else when it can. */
    void setAside(String aside, String path, String replacement) {
        leftovers.remove(replacement);
        leftovers.restore(aside, path);
        boolean interrupted = Thread.interrupted();
        try {
            line("restore " + path);
        } catch (StorageException notNow) {
            interrupted |= notNow instanceof StorageException.Interrupted;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        CompletableFuture<Line> last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
            last.join().hangUp();
        }
        client.close(true);
    }
}
