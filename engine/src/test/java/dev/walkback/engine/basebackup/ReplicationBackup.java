package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes base backups of servers of 15 and later over the replication protocol, as pg_basebackup does, which the servers of Maven
 * Central come without: one tar, WAL in it, and the manifest.
 */
final class ReplicationBackup implements AutoCloseable {

    private static final int PROTOCOL = 196_608;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private record Message(char type, byte[] body) {}

    ReplicationBackup(PostgresServer server) throws IOException {
        socket = new Socket(server.host(), server.port());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        byte[] wish = ("user\0" + server.user() + "\0replication\0true\0\0").getBytes(UTF_8);
        out.writeInt(wish.length + 8);
        out.writeInt(PROTOCOL);
        out.write(wish);
        until('Z');
    }

    /** A full one into a folder. */
    void full(Path folder) throws IOException {
        backup(folder, "");
    }

    /** What changed since the one in another folder. */
    void incremental(Path folder, Path since) throws IOException {
        send('Q', "UPLOAD_MANIFEST\0".getBytes(UTF_8));
        until('G');
        send('d', Files.readAllBytes(since.resolve("backup_manifest")));
        send('c', new byte[0]);
        until('Z');
        backup(folder, ", INCREMENTAL");
    }

    private void backup(Path folder, String option) throws IOException {
        Files.createDirectories(folder);
        String wish = "BASE_BACKUP (LABEL 'taken', CHECKPOINT 'fast', MANIFEST 'yes', WAL" + option + ")\0";
        send('Q', wish.getBytes(UTF_8));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        OutputStream now = tar;
        for (Message message = read(); message.type() != 'Z'; message = read()) {
            if (message.type() == 'd') {
                char kind = (char) message.body()[0];
                if (kind == 'm') {
                    now = manifest;
                } else if (kind == 'd') {
                    now.write(message.body(), 1, message.body().length - 1);
                }
            }
        }
        Files.write(folder.resolve("base.tar"), tar.toByteArray());
        Files.write(folder.resolve("backup_manifest"), manifest.toByteArray());
    }

    private void until(char type) throws IOException {
        while (read().type() != type) {
            // what comes before is not asked for
        }
    }

    private Message read() throws IOException {
        char type = (char) in.readByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        if (type == 'E') {
            throw new IOException(new String(body, UTF_8).replace('\0', ' '));
        }
        return new Message(type, body);
    }

    private void send(char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
