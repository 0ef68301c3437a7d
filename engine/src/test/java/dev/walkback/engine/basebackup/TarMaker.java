package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Makes tars as PostgreSQL's servers do, and others. */
final class TarMaker {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarMaker file(String name, byte[] content) {
        return member(name, '0', content, "");
    }

    TarMaker folder(String name) {
        return member(name + "/", '5', new byte[0], "");
    }

    TarMaker member(String name, char type, byte[] content, String link) {
        out.writeBytes(header(name, type, content.length, link));
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** With the two blocks of zeros that end a tar. */
    byte[] ended() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    /** As servers before 15 send it. */
    byte[] unended() {
        return out.toByteArray();
    }

    private static byte[] header(String name, char type, long size, String link) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, type == '5' ? "0000700" : "0000600");
        put(block, 124, String.format(Locale.ROOT, "%011o", size));
        put(block, 136, "14340000000");
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar");
        put(block, 263, "00");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
