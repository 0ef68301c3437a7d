package dev.walkback.storage.crypto.openpgp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A block cipher in its encrypting direction, the only one that OpenPGP's mode of operation needs. AES is the JDK's, many blocks
 * at a time; the others, which old or unusual GnuPG settings choose, are Bouncy Castle's.
 */
interface BlockEncryptor {

    int blockSize();

    /** Encrypts each block of {@code in} by itself, into {@code out}. */
    void encrypt(byte[] in, byte[] out, int length);

    static BlockEncryptor of(int algorithm, byte[] key) throws IOException {
        return switch (algorithm) {
            case SymmetricKeyAlgorithmTags.AES_128,
                    SymmetricKeyAlgorithmTags.AES_192,
                    SymmetricKeyAlgorithmTags.AES_256 -> aes(key);
            case SymmetricKeyAlgorithmTags.TRIPLE_DES -> of(new DESedeEngine(), key);
            case SymmetricKeyAlgorithmTags.CAST5 -> of(new CAST5Engine(), key);
            case SymmetricKeyAlgorithmTags.BLOWFISH -> of(new BlowfishEngine(), key);
            case SymmetricKeyAlgorithmTags.TWOFISH -> of(new TwofishEngine(), key);
            case SymmetricKeyAlgorithmTags.IDEA -> of(new IDEAEngine(), key);
            case SymmetricKeyAlgorithmTags.CAMELLIA_128,
                    SymmetricKeyAlgorithmTags.CAMELLIA_192,
                    SymmetricKeyAlgorithmTags.CAMELLIA_256 -> of(new CamelliaEngine(), key);
            default ->
                throw new IOException("the text is encrypted with algorithm " + algorithm + ", which is not known");
        };
    }

    private static BlockEncryptor aes(byte[] key) throws IOException {
        Cipher cipher;
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IOException("the session key is not one of AES", e);
        }
        return new BlockEncryptor() {
            @Override
            public int blockSize() {
                return 16;
            }

            @Override
            public void encrypt(byte[] in, byte[] out, int length) {
                try {
                    cipher.doFinal(in, 0, length, out, 0);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("whole blocks, and room for them", e);
                }
            }
        };
    }

    private static BlockEncryptor of(BlockCipher engine, byte[] key) {
        engine.init(true, new KeyParameter(key));
        return new BlockEncryptor() {
            @Override
            public int blockSize() {
                return engine.getBlockSize();
            }

            @Override
            public void encrypt(byte[] in, byte[] out, int length) {
                for (int i = 0; i < length; i += engine.getBlockSize()) {
                    engine.processBlock(in, i, out, i);
                }
            }
        };
    }
}
