package dev.walkback.storage.crypto.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** Messages whose inside is whatever one likes. */
final class Inside {

    private static final int CHUNK_OCTET = 6;

    private Inside() {}

    /** Protected as WAL-G does it. */
    static byte[] message(byte[] inside) throws IOException {
        Recipient recipient =
                Recipient.of(Material.keys("curve.secret").entities().getFirst(), Material.NOW.instant());
        SessionKey key = SessionKey.random(SymmetricKeyAlgorithmTags.AES_128, new SecureRandom());
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try {
            new BcPublicKeyKeyEncryptionMethodGenerator(recipient.key())
                    .generate(new BcPGPDataEncryptorBuilder(key.algorithm()), key.bytes())
                    .encode(new BCPGOutputStream(stored, PacketFormat.CURRENT));
        } catch (PGPException e) {
            throw new IOException(e);
        }
        PacketOutput packet = new PacketOutput(stored, PacketInput.PROTECTED);
        packet.write(1);
        ProtectedOutput text = new ProtectedOutput(packet, key, new SecureRandom());
        text.write(inside);
        text.close();
        packet.close();
        return stored.toByteArray();
    }

    /** A code for each chunk: RFC 9580's version 2 of the protected packet, or GnuPG's own packet before it. */
    static byte[] authenticated(boolean version2, byte[] text) throws IOException, PGPException {
        Recipient recipient =
                Recipient.of(Material.keys("curve.secret").entities().getFirst(), Material.NOW.instant());
        BcPGPDataEncryptorBuilder cipher = new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithAEAD(AEADAlgorithmTags.OCB, CHUNK_OCTET);
        PGPEncryptedDataGenerator message =
                new PGPEncryptedDataGenerator(version2 ? cipher.setUseV6AEAD() : cipher.setUseV5AEAD());
        message.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient.key()));
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        PacketOutput literal = new PacketOutput(inside, PacketInput.LITERAL);
        for (byte[] part : List.of(new byte[] {'b', 0, 0, 0, 0, 0}, text)) {
            literal.write(part);
        }
        literal.close();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (var out = message.open(stored, new byte[1 << 12])) {
            inside.writeTo(out);
        }
        return stored.toByteArray();
    }
}
