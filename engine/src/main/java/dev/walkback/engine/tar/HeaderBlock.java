package dev.walkback.engine.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One header being filled in, in the shape that POSIX gave it. */
final class HeaderBlock {

    private static final byte[] MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM = 148;

    private final byte[] block = new byte[TarHeader.BYTES];

    HeaderBlock clear() {
        Arrays.fill(block, (byte) 0);
        return this;
    }

    HeaderBlock type(char type) {
        block[156] = (byte) type;
        return this;
    }

    HeaderBlock name(byte[] name) {
        return text(0, 100, name);
    }

    HeaderBlock prefix(byte[] prefix) {
        return text(345, 155, prefix);
    }

    HeaderBlock linkTarget(byte[] target) {
        return text(157, 100, target);
    }

    HeaderBlock owners(byte[] user, byte[] group) {
        return text(265, 32, user).text(297, 32, group);
    }

    HeaderBlock numbers(long mode, long userId, long groupId, long size, long seconds) {
        return octal(100, 8, mode)
                .octal(108, 8, userId)
                .octal(116, 8, groupId)
                .octal(124, 12, size)
                .octal(136, 12, seconds);
    }

    /** Files have no device, and say so. */
    HeaderBlock noDevice() {
        return octal(329, 8, 0).octal(337, 8, 0);
    }

    /** Seals it. The array is the writer's own: to be written at once. */
    byte[] sealed() {
        System.arraycopy(MAGIC, 0, block, 257, MAGIC.length);
        Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        octal(CHECKSUM, 7, sum);
        return block;
    }

    static boolean fits(long number, int field) {
        return number >= 0 && number < 1L << (3 * (field - 1));
    }

    /** What does not fit is told by an extended header, and is 0 here. */
    private HeaderBlock octal(int at, int field, long number) {
        long left = fits(number, field) ? number : 0;
        for (int i = at + field - 2; i >= at; i--) {
            block[i] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
        block[at + field - 1] = 0;
        return this;
    }

    /** What does not fit is told by an extended header. An end that would make a folder of a cut name goes too. */
    private HeaderBlock text(int at, int field, byte[] text) {
        int length = Math.min(field, text.length);
        if (text.length > field) {
            while (length > 0 && text[length - 1] == '/') {
                length--;
            }
        }
        System.arraycopy(text, 0, block, at, length);
        return this;
    }
}
