package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.ContainedPacket;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * Writes a message: a session key packet for each recipient, then one protected packet, and in it one literal packet of UTF-8
 * text without a name or a date. It is not text; WAL-G marks it so, and whoever reads must not touch the lines' ends.
 */
final class MessageOutput extends OutputStream {

    private static final byte[] LITERAL_HEAD = {'u', 0, 0, 0, 0, 0};

    private final OutputStream stored;
    private final PacketOutput protectedPacket;
    private final ProtectedOutput protectedText;
    private final PacketOutput literal;
    private boolean closed;

    MessageOutput(OutputStream stored, List<Recipient> recipients, SessionKey key, SecureRandom random)
            throws IOException {
        this.stored = stored;
        for (Recipient recipient : recipients) {
            writeSessionKey(stored, recipient, key);
        }
        protectedPacket = new PacketOutput(stored, PacketInput.PROTECTED);
        protectedPacket.write(1);
        protectedText = new ProtectedOutput(protectedPacket, key, random);
        literal = new PacketOutput(protectedText, PacketInput.LITERAL);
        literal.write(LITERAL_HEAD);
    }

    private static void writeSessionKey(OutputStream stored, Recipient recipient, SessionKey key) throws IOException {
        try {
            ContainedPacket packet = new BcPublicKeyKeyEncryptionMethodGenerator(recipient.key())
                    .generate(new BcPGPDataEncryptorBuilder(key.algorithm()), key.bytes());
            packet.encode(new BCPGOutputStream(stored, PacketFormat.CURRENT));
        } catch (PGPException | RuntimeException e) {
            throw new UnusableKeyException(
                    "nothing can be encrypted for "
                            + Entity.keyId(recipient.key().getKeyID()) + ": " + e,
                    e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        literal.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        literal.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        stored.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (stored) {
            literal.close();
            protectedText.close();
            protectedPacket.close();
        }
    }
}
