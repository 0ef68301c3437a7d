package dev.walkback.storage.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.sftp.client.SftpErrorDataHandler;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.impl.DefaultSftpClient;
import org.apache.sshd.sftp.client.impl.DefaultSftpClientFactory;

/**
 * The library's client, except for how an answer is waited for. Its own wait forgets the question when the time is over or
 * the thread is interrupted, and takes the answer, when that comes after all, for one that nobody asked for: it ends the
 * session, with everything that others have under way on it. Here a question stays known until its answer has come.
 */
final class Answers extends DefaultSftpClient {

    /** How often it is looked whether the line still stands: the library wakes nobody while it closes a session that broke. */
    static final Duration LOOK_UP = Duration.ofMillis(200);

    private static final SftpVersionSelector VERSION = SftpVersionSelector.fixedVersionSelector(3);

    private Answers(ClientSession session, SftpVersionSelector version, SftpErrorDataHandler errors)
            throws IOException {
        super(session, version, errors);
    }

    private static final class Factory extends DefaultSftpClientFactory {
        @Override
        protected DefaultSftpClient createDefaultSftpClient(
                ClientSession session, SftpVersionSelector version, SftpErrorDataHandler errors) throws IOException {
            return new Answers(session, version, errors);
        }
    }

    /** Opens a channel. */
    static Answers on(ClientSession session) throws IOException {
        return (Answers) new Factory().createSftpClient(session, VERSION);
    }

    // the monitor is the object itself, for the first answer comes while the library's constructor runs
    @Override
    protected void process(Buffer incoming) throws IOException {
        super.process(incoming);
        synchronized (this) {
            notifyAll();
        }
    }

    Buffer await(int id, Duration limit) throws IOException {
        try {
            return answer(id, limit);
        } catch (InterruptedException e) {
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting for an answer").initCause(e);
        }
    }

    private synchronized Buffer answer(int id, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            // with no time to wait, the library leaves a question be that has no answer yet
            Buffer answer = receive(id, Duration.ZERO);
            if (answer != null) {
                return answer;
            }
            if (isClosing()
                    || !isOpen()
                    || getSession().isClosing()
                    || !getSession().isOpen()) {
                throw new IOException("the connection broke");
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no answer within " + Seconds.of(limit));
            }
            // to the next millisecond: no time at all would mean for ever
            wait(Math.min(left, LOOK_UP.toNanos()) / 1_000_000 + 1);
        }
    }
}
