package dev.walkback.engine.restore.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A tar, entry by entry, as whoever packs it wants it. */
final class MadeTar {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> names = new ArrayList<>();

    MadeTar file(String name, byte[] content) {
        entry(name, '0', 0600, content.length, "");
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    MadeTar folder(String name, int mode) {
        return entry(name, '5', mode, 0, "");
    }

    MadeTar entry(String name, char type, int mode, long size, String target) {
        names.add(name);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, String.format(Locale.ROOT, "%07o", mode));
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 157, target);
        put(header, 257, "ustar");
        header[156] = (byte) type;
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        bytes.writeBytes(header);
        return this;
    }

    List<String> names() {
        return names;
    }

    byte[] end() {
        bytes.writeBytes(new byte[2 * BLOCK]);
        return bytes.toByteArray();
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }
}
