package dev.walkback.storage.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/** Bytes to press, bytes the reference programs pressed, and sources that give few bytes at a time. */
final class Samples {

    private Samples() {}

    static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/codec/" + name)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a sample holds is told by its name, up to the first dot. */
    static byte[] plainOf(String name) {
        String plain = name.substring(0, name.indexOf('.'));
        return plain.equals("texttext") ? join(resource("text"), resource("text")) : resource(plain);
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Half of it compresses well and half not at all, in stretches of random length: as pages of a database do. */
    static byte[] mixed(int size, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int length = Math.min(size - at, 1 + random.nextInt(3000));
            if (random.nextBoolean()) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, length);
            } else if (at > 0) {
                int from = random.nextInt(at);
                System.arraycopy(bytes, from, bytes, at, Math.min(length, at - from));
            }
            at += length;
        }
        return bytes;
    }

    static byte[] encoded(Codec codec, byte[] plain) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream encoder = codec.encoding(stored)) {
            encoder.write(plain);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return stored.toByteArray();
    }

    static byte[] decoded(Codec codec, byte[] stored) throws IOException {
        try (InputStream decoder = codec.decoding(new ByteArrayInputStream(stored))) {
            return decoder.readAllBytes();
        }
    }

    /** A stream that gives between 1 and {@code most} bytes each time, as a network does. */
    static InputStream inDrops(byte[] bytes, int most, long seed) {
        Random random = new Random(seed);
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }
}
