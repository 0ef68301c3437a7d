package dev.walkback.engine.content;

import dev.walkback.storage.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content whose bytes are hashed as they pass. Known when it was written whole. */
final class HashedContent implements Content.Produced {

    private final Content content;
    private volatile String sha256 = "";

    private HashedContent(Content content) {
        this.content = content;
    }

    static HashedContent of(Content content) {
        return new HashedContent(content);
    }

    /** Of the last time that it was written. */
    String sha256() {
        return sha256;
    }

    @Override
    public boolean repeatable() {
        return !(content instanceof Content.Produced produced) || produced.repeatable();
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
        MessageDigest digest = digest();
        content.writeTo(new Passing(sink, digest));
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static final class Passing extends FilterOutputStream {

        private final MessageDigest digest;

        Passing(OutputStream out, MessageDigest digest) {
            super(out);
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
        }
    }
}
