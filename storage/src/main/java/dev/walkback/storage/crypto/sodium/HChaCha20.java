package dev.walkback.storage.crypto.sodium;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The key derivation that lets ChaCha20 take a longer nonce: 20 rounds without the final addition. */
final class HChaCha20 {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private HChaCha20() {}

    /** The subkey of a key of 32 bytes and the first 16 bytes of a nonce. */
    static byte[] subkey(byte[] key, byte[] nonce) {
        int[] x = new int[16];
        System.arraycopy(CONSTANTS, 0, x, 0, 4);
        for (int i = 0; i < 8; i++) {
            x[4 + i] = (int) INT.get(key, 4 * i);
        }
        for (int i = 0; i < 4; i++) {
            x[12 + i] = (int) INT.get(nonce, 4 * i);
        }
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + i, 8 + i, 12 + i);
            }
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
            }
        }
        byte[] subkey = new byte[32];
        for (int i = 0; i < 4; i++) {
            INT.set(subkey, 4 * i, x[i]);
            INT.set(subkey, 16 + 4 * i, x[12 + i]);
        }
        return subkey;
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
    }
}
