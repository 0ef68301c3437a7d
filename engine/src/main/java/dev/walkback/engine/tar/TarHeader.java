package dev.walkback.engine.tar;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a header block: of the old, the POSIX and the GNU format.
 *
 * <pre>
 * 0 name 100 | 100 mode 8 | 124 size 12 | 136 mtime 12 | 148 checksum 8 | 156 type | 157 link 100 | 257 magic 8 | 345 prefix 155
 * </pre>
 */
record TarHeader(byte[] block) {

    static final int BYTES = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;

    boolean isZero() {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** Some old writers added the bytes up as signed numbers. */
    boolean checksumIsRight() {
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < BYTES; i++) {
            byte each = i >= CHECKSUM && i < CHECKSUM_END ? (byte) ' ' : block[i];
            unsigned += each & 0xff;
            signed += each;
        }
        long told = number(CHECKSUM, CHECKSUM_END - CHECKSUM);
        return told == unsigned || told == signed;
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String name() {
        String name = text(0, 100);
        String prefix = isPosix() ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String linkTarget() {
        return text(157, 100);
    }

    int mode() {
        return (int) Math.max(0, number(100, 8)) & 07777;
    }

    /** -1 where there is no number, or one that is too large. */
    long size() {
        return number(124, 12);
    }

    /** Since 1970. */
    long modifiedSeconds() {
        return Math.max(0, number(136, 12));
    }

    int userId() {
        return (int) Math.max(0, number(108, 8));
    }

    int groupId() {
        return (int) Math.max(0, number(116, 8));
    }

    /** Empty where it has no name. */
    String user() {
        return isPosix() ? text(265, 32) : "";
    }

    String group() {
        return isPosix() ? text(297, 32) : "";
    }

    private boolean isPosix() {
        return "ustar".equals(text(257, 6));
    }

    /** Octal digits, or, with the highest bit set, a number as it is. */
    private long number(int from, int length) {
        return (block[from] & 0x80) != 0 ? binary(from, length) : octal(from, length);
    }

    private long binary(int from, int length) {
        long number = block[from] & 0x7f;
        for (int i = from + 1; i < from + length; i++) {
            if (number >>> 55 != 0) {
                return -1;
            }
            number = number << 8 | (block[i] & 0xff);
        }
        return number;
    }

    private long octal(int from, int length) {
        @Nullable Long number = null;
        int end = from + length;
        int at = from;
        while (at < end && block[at] == ' ') {
            at++;
        }
        for (; at < end && block[at] >= '0' && block[at] <= '7'; at++) {
            number = (number == null ? 0 : number << 3) | (block[at] - '0');
        }
        for (; at < end; at++) {
            if (block[at] != ' ' && block[at] != 0) {
                return -1;
            }
        }
        return number == null ? 0 : number;
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }
}
