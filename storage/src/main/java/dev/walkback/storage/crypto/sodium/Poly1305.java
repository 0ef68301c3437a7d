package dev.walkback.storage.crypto.sodium;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The one-time authenticator of RFC 8439, fed with whole blocks of 16 bytes and at most one shorter one at the end.
 *
 * <p>Written here because it is the slower half of a secretstream: with numbers of 64 bits and
 * {@link Math#unsignedMultiplyHigh} it runs three times as fast as Bouncy Castle's, which keeps to 32. The accumulator
 * {@code h} has 130 bits in three words, {@code r} is clamped so that no sum below overflows:
 *
 * <pre>
 *     h = (h + block + 2^128) * r  mod 2^130 - 5
 * </pre>
 *
 * Because {@code r1} is a multiple of 4, {@code 5/4 * r1} is whole: multiplying by it folds what lies above 2^130.
 */
final class Poly1305 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long r0;
    private long r1;
    private long pad0;
    private long pad1;
    private long h0;
    private long h1;
    private long h2;

    /** Begins a message with the 32 key bytes at the beginning of {@code key}. */
    void begin(byte[] key) {
        r0 = (long) LONG.get(key, 0) & 0x0ffffffc0fffffffL;
        r1 = (long) LONG.get(key, 8) & 0x0ffffffc0ffffffcL;
        pad0 = (long) LONG.get(key, 16);
        pad1 = (long) LONG.get(key, 24);
        h0 = 0;
        h1 = 0;
        h2 = 0;
    }

    /** Takes in whole blocks. */
    void update(byte[] in, int offset, int length) {
        blocks(in, offset, length, 1);
    }

    /** Takes in the last block, shorter than the others; only {@link #end} may follow. */
    void updateLast(byte[] in, int offset, int length) {
        byte[] block = new byte[16];
        System.arraycopy(in, offset, block, 0, length);
        block[length] = 1;
        blocks(block, 0, block.length, 0);
    }

    /** The words live in locals so that the loop runs in registers. */
    private void blocks(byte[] in, int offset, int length, int top) {
        final long r0 = this.r0;
        final long r1 = this.r1;
        final long s1 = r1 + (r1 >>> 2);
        long h0 = this.h0;
        long h1 = this.h1;
        long h2 = this.h2;
        for (int i = offset, end = offset + length; i < end; i += 16) {
            long m0 = (long) LONG.get(in, i);
            long m1 = (long) LONG.get(in, i + 8);
            h0 += m0;
            long carry = carry(h0, m0);
            h1 += m1;
            h2 += top + carry(h1, m1);
            h1 += carry;
            h2 += carry(h1, carry);

            long d0 = h0 * r0;
            long fold = h1 * s1;
            d0 += fold;
            long high = Math.unsignedMultiplyHigh(h0, r0) + Math.unsignedMultiplyHigh(h1, s1) + carry(d0, fold);

            long d1 = h0 * r1;
            long d2 = h2 * r0 + Math.unsignedMultiplyHigh(h0, r1) + Math.unsignedMultiplyHigh(h1, r0);
            long part = h1 * r0;
            d1 += part;
            d2 += carry(d1, part);
            part = h2 * s1;
            d1 += part;
            d2 += carry(d1, part);
            d1 += high;
            d2 += carry(d1, high);

            long above = (d2 & ~3L) + (d2 >>> 2);
            h0 = d0 + above;
            carry = carry(h0, above);
            h1 = d1 + carry;
            h2 = (d2 & 3) + carry(h1, carry);
        }
        this.h0 = h0;
        this.h1 = h1;
        this.h2 = h2;
    }

    private static long carry(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    /** Ends the message: its 16 bytes go to {@code out}. */
    void end(byte[] out) {
        long t0 = h0 + 5;
        long carry = carry(t0, 5);
        long t1 = h1 + carry;
        long t2 = h2 + carry(t1, carry);
        if ((t2 & ~3L) != 0) {
            h0 = t0;
            h1 = t1;
        }
        long sum = h0 + pad0;
        LONG.set(out, 0, sum);
        LONG.set(out, 8, h1 + pad1 + carry(sum, pad0));
    }
}
