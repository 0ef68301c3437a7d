package dev.walkback.storage;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is to be stored. Two kinds, because they can be sent in two ways: bytes that lie somewhere, of which any part can be
 * read again, and bytes that come out of a process (a tar being packed, compressed, encrypted) whose number nobody knows
 * before the end.
 */
public sealed interface Content permits Content.Stored, Content.Produced {

    /** Passes the bytes to {@code sink}, from first to last. Does not close it. */
    void writeTo(OutputStream sink) throws IOException;

    /** Bytes of known number that can be opened at any offset, any number of times, from any thread. */
    non-sealed interface Stored extends Content {

        long length();

        InputStream open(long offset) throws IOException;

        /** Passes on as many bytes as were promised: more are left out, fewer are a failure. */
        @Override
        default void writeTo(OutputStream sink) throws IOException {
            try (InputStream in = open(0)) {
                byte[] piece = new byte[Math.clamp(length(), 1, 128 * 1024)];
                for (long left = length(); left > 0; ) {
                    int read = in.read(piece, 0, (int) Math.min(left, piece.length));
                    if (read < 0) {
                        throw new EOFException("content of " + length() + " bytes ended " + left + " early");
                    }
                    sink.write(piece, 0, read);
                    left -= read;
                }
            }
        }
    }

    /** Bytes that a process makes. */
    non-sealed interface Produced extends Content {

        /** Whether {@link #writeTo} may be called again after a failure and will then do the same work from the start. */
        default boolean repeatable() {
            return true;
        }
    }

    static Stored of(byte[] bytes) {
        return new Stored() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open(long offset) {
                int from = Math.toIntExact(offset);
                return new ByteArrayInputStream(bytes, from, bytes.length - from);
            }
        };
    }

    /** A file as long as it is now. If it shrinks while it is read, writing fails; what is added meanwhile is left out. */
    static Stored of(Path file) throws IOException {
        long length = Files.size(file);
        return new Stored() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                return Channels.newInputStream(channel.position(offset));
            }
        };
    }

    /** Bytes that can be read once only, such as standard input. */
    static Produced once(InputStream in) {
        return new Produced() {
            @Override
            public boolean repeatable() {
                return false;
            }

            @Override
            public void writeTo(OutputStream sink) throws IOException {
                in.transferTo(sink);
            }
        };
    }
}
