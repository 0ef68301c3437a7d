package dev.walkback.storage.ssh;

import dev.walkback.storage.NameBytes;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * The requests of SFTP version 3 and of OpenSSH's extensions, on one channel. Any number of threads may ask at once;
 * answers find their question by its number. It is written out here, and not left to the library's client, because that one
 * waits for answers without a limit of ours and cannot have many questions under way at once.
 *
 * <p>The wire format is {@code draft-ietf-secsh-filexfer-02} and OpenSSH's {@code PROTOCOL} file.
 */
final class Sftp {

    static final int READ = 1;
    static final int WRITE = 2;
    static final int CREATE = 8;
    static final int EXCLUSIVE = 0x20;

    static final String POSIX_RENAME = "posix-rename@openssh.com";
    static final String HARDLINK = "hardlink@openssh.com";
    static final String FSYNC = "fsync@openssh.com";
    static final String STATVFS = "statvfs@openssh.com";
    static final String COPY_DATA = "copy-data";

    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int READ_FILE = 5;
    private static final int WRITE_FILE = 6;
    private static final int LSTAT = 7;
    private static final int FSTAT = 8;
    private static final int OPENDIR = 11;
    private static final int READDIR = 12;
    private static final int REMOVE = 13;
    private static final int MKDIR = 14;
    private static final int REALPATH = 16;
    private static final int STAT = 17;
    private static final int RENAME = 18;
    private static final int EXTENDED = 200;
    private static final int EXTENDED_REPLY = 201;
    private static final int STATUS = 101;
    private static final int HANDLE = 102;
    private static final int DATA = 103;
    private static final int NAME = 104;
    private static final int ATTRS = 105;

    private static final int HAS_MODE = 4;

    private final Answers client;
    private final Duration request;

    /** @param request how long an answer may take when nothing else is said */
    Sftp(Answers client, Duration request) {
        this.client = client;
        this.request = request;
    }

    /** A name in a folder; null facts where the server gave none that say what it is. */
    record Named(String name, FileFacts facts) {}

    /** What is left on the file system that a path is on. */
    record Room(long freeBytes, long freeFiles, boolean readOnly) {}

    boolean usable() {
        return client.isOpen() && !client.isClosing();
    }

    Set<String> extensions() {
        return client.getServerExtensions().keySet();
    }

    boolean supports(String extension) {
        return extensions().contains(extension);
    }

    /** Ends the channel without waiting for what is under way on it. */
    void abandon() {
        Channel channel = client.getClientChannel();
        channel.close(true);
    }

    // questions that are asked now and answered later

    int askStat(String path) throws IOException {
        return send(STAT, new Request().text(path).buffer());
    }

    int askLstat(String path) throws IOException {
        return send(LSTAT, new Request().text(path).buffer());
    }

    int askRealpath(String path) throws IOException {
        return send(REALPATH, new Request().text(path).buffer());
    }

    int askRemove(String path) throws IOException {
        return send(REMOVE, new Request().text(path).buffer());
    }

    int askRead(byte[] handle, long offset, int length) throws IOException {
        return send(
                READ_FILE,
                new Request().bytes(handle).number(offset).number(length).buffer());
    }

    int askWrite(byte[] handle, long offset, byte[] from, int start, int length) throws IOException {
        Request write = new Request(length + handle.length + 16)
                .bytes(handle)
                .number(offset)
                .bytes(from, start, length);
        return send(WRITE_FILE, write.buffer());
    }

    int askNames(byte[] handle) throws IOException {
        return send(READDIR, new Request().bytes(handle).buffer());
    }

    /** A request that cannot be sent whole spoils the channel for all who share it: it is given up. */
    private int send(int command, Buffer body) throws IOException {
        try {
            return client.send(command, body);
        } catch (IOException e) {
            abandon();
            throw timedOut(e) ? (IOException) new SocketTimeoutException("nothing could be sent").initCause(e) : e;
        } catch (RuntimeException e) {
            abandon();
            throw new IOException("the request could not be sent", e);
        }
    }

    private static boolean timedOut(IOException e) {
        return e.getCause() instanceof TimeoutException || e instanceof SocketTimeoutException;
    }

    // answers

    FileFacts facts(int id) throws IOException {
        return FileFacts.from(answer(id, ATTRS, request));
    }

    String path(int id) throws IOException {
        Buffer answer = answer(id, NAME, request);
        answer.getInt();
        return NameBytes.text(answer.getBytes());
    }

    /** Waits for an answer that is nothing but yes or no. */
    void done(int id, Duration limit) throws IOException {
        answer(id, STATUS, limit);
    }

    void done(int id) throws IOException {
        done(id, request);
    }

    /** The bytes that a read brought; none at the end of the file. */
    byte[] data(int id, Duration limit) throws IOException {
        try {
            return answer(id, DATA, limit).getBytes();
        } catch (SftpStatus status) {
            if (status.code() == SftpStatus.END) {
                return new byte[0];
            }
            throw status;
        }
    }

    /** Some names of a folder; none at its end. */
    List<Named> names(int id) throws IOException {
        List<Named> names = new ArrayList<>();
        try {
            Buffer answer = answer(id, NAME, request);
            int count = answer.getInt();
            for (int i = 0; i < count; i++) {
                byte[] name = answer.getBytes();
                answer.getBytes();
                names.add(new Named(NameBytes.text(name), FileFacts.from(answer)));
            }
        } catch (SftpStatus status) {
            if (status.code() != SftpStatus.END) {
                throw status;
            }
        }
        return names;
    }

    /** Forgets an answer that nobody will ask for, if it has come. */
    boolean drop(int id) {
        try {
            return client.receive(id, Duration.ZERO) != null;
        } catch (IOException gone) {
            return true;
        }
    }

    private Buffer answer(int id, int expected, Duration limit) throws IOException {
        Buffer answer = client.await(id, limit);
        answer.getInt();
        int type = answer.getUByte();
        answer.getInt();
        if (type == STATUS) {
            int code = answer.getInt();
            if (code == SftpStatus.OK && expected == STATUS) {
                return answer;
            }
            String text = answer.available() > 0 ? answer.getString(StandardCharsets.UTF_8) : "";
            throw new SftpStatus(code, text);
        }
        if (type != expected) {
            throw new IOException("the server answered with a packet of type " + type + " instead of " + expected);
        }
        return answer;
    }

    // questions whose answer is waited for

    byte[] open(String path, int flags) throws IOException {
        Request open = new Request().text(path).number(flags);
        boolean creates = (flags & CREATE) != 0;
        return handle(send(OPEN, (creates ? open.number(HAS_MODE).number(0644) : open.number(0)).buffer()));
    }

    byte[] openFolder(String path) throws IOException {
        return handle(send(OPENDIR, new Request().text(path).buffer()));
    }

    private byte[] handle(int id) throws IOException {
        return answer(id, HANDLE, request).getBytes();
    }

    void close(byte[] handle) throws IOException {
        done(askClose(handle));
    }

    /** Asks for a handle to be closed, without caring for the answer. */
    int askClose(byte[] handle) throws IOException {
        return send(CLOSE, new Request().bytes(handle).buffer());
    }

    FileFacts lstat(String path) throws IOException {
        return facts(askLstat(path));
    }

    FileFacts stat(String path) throws IOException {
        return facts(askStat(path));
    }

    FileFacts fstat(byte[] handle) throws IOException {
        return facts(send(FSTAT, new Request().bytes(handle).buffer()));
    }

    String realpath(String path) throws IOException {
        return path(askRealpath(path));
    }

    void makeFolder(String path) throws IOException {
        done(send(MKDIR, new Request().text(path).number(HAS_MODE).number(0755).buffer()), request);
    }

    void remove(String path) throws IOException {
        done(askRemove(path));
    }

    /** Fails when there is a file at the new path, by the protocol; some servers replace it instead. */
    void rename(String from, String to) throws IOException {
        done(send(RENAME, new Request().text(from).text(to).buffer()), request);
    }

    void posixRename(String from, String to) throws IOException {
        done(extended(new Request().text(POSIX_RENAME).text(from).text(to)), request);
    }

    void link(String existing, String name) throws IOException {
        done(extended(new Request().text(HARDLINK).text(existing).text(name)), request);
    }

    void fsync(byte[] handle, Duration limit) throws IOException {
        done(extended(new Request().text(FSYNC).bytes(handle)), limit);
    }

    /** Copies between two open files inside the server. */
    void copy(byte[] from, long offset, long length, byte[] to, Duration limit) throws IOException {
        done(
                extended(new Request()
                        .text(COPY_DATA)
                        .bytes(from)
                        .number(offset)
                        .number(length)
                        .bytes(to)
                        .number(offset)),
                limit);
    }

    Room room(String path) throws IOException {
        Buffer answer = answer(extended(new Request().text(STATVFS).text(path)), EXTENDED_REPLY, request);
        answer.getLong();
        long fragment = answer.getLong();
        answer.getLong();
        answer.getLong();
        long freeBlocks = answer.getLong();
        long files = answer.getLong();
        answer.getLong();
        long freeFiles = answer.getLong();
        answer.getLong();
        boolean readOnly = (answer.getLong() & 1) != 0;
        // file systems that do not count files say 0 of 0
        return new Room(freeBlocks * fragment, files == 0 ? Long.MAX_VALUE : freeFiles, readOnly);
    }

    private int extended(Request body) throws IOException {
        return send(EXTENDED, body.buffer());
    }
}
