package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.ForeignEnvelope;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.apache.bzip2.CBZip2InputStream;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/**
 * A message on its way from its outermost packet to the text in its innermost one.
 *
 * <pre>
 * message   = [armor] session key packets, one protected packet
 * protected = literal | compressed(protected) | one-pass signature, protected, signature        (markers and padding anywhere)
 * </pre>
 *
 * Signatures are passed over: WAL-G writes none, and who signed a message says nothing of whether its text is whole. The end of
 * the text is reported only when every layer around it has come to its own end and the integrity code was found to hold.
 */
final class Message {

    /** Session keys for a few hundred recipients; what comes before the protected packet is held for a second look. */
    private static final int LONGEST_HEAD = 128 << 10;

    /** Deeper than any program writes; a message could otherwise nest without end. */
    private static final int DEEPEST = 4;

    private final Deque<PacketInput> layers = new ArrayDeque<>();
    private final List<Inflater> inflaters = new ArrayList<>();
    private InputStream text = InputStream.nullInputStream();

    private Message() {}

    static Message open(Source source, SecretKeys keys) throws IOException {
        Message message = new Message();
        try {
            message.begin(source, keys);
        } catch (IOException | RuntimeException e) {
            message.close();
            throw e;
        }
        return message;
    }

    int read(byte[] bytes, int offset, int length) throws IOException {
        int read = text.read(bytes, offset, length);
        if (read < 0) {
            finish();
        }
        return read;
    }

    void close() {
        inflaters.forEach(Inflater::end);
    }

    private void begin(Source source, SecretKeys keys) throws IOException {
        InputStream in = dearmored(source, keys);
        in.mark(LONGEST_HEAD);
        PacketInput packets = new PacketInput(in);
        layers.push(packets);
        List<PublicKeyEncSessionPacket> sessionKeys = new ArrayList<>();
        int tag = packets.next();
        boolean passphrase = false;
        while (tag == PacketInput.SESSION_KEY
                || tag == PacketInput.PASSPHRASE_SESSION_KEY
                || tag == PacketInput.MARKER
                || tag == PacketInput.PADDING) {
            if (tag == PacketInput.SESSION_KEY) {
                sessionKeys.add(sessionKey(packets.body()));
            }
            if (source.offset() > LONGEST_HEAD) {
                throw new IOException("its session keys alone take more than " + LONGEST_HEAD + " bytes");
            }
            passphrase |= tag == PacketInput.PASSPHRASE_SESSION_KEY;
            tag = packets.next();
        }
        if (sessionKeys.isEmpty() && passphrase) {
            throw new WrongKeyException(
                    keys.fingerprints(), "it is encrypted with a passphrase instead of a key", null);
        }
        descend(decrypted(in, tag, packets.body(), sessionKeys, keys));
    }

    /** Binary packets have the high bit set, and armor begins with a dash. */
    private static InputStream dearmored(Source source, SecretKeys keys) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, 16 << 10);
        in.mark(ForeignEnvelope.LOOK);
        byte[] head = in.readNBytes(ForeignEnvelope.LOOK);
        in.reset();
        if (head.length == 0) {
            throw new IOException("it is empty");
        }
        if (ForeignEnvelope.of(head).isPresent()) {
            throw new WrongKeyException(
                    keys.fingerprints(),
                    "it is encrypted with " + ForeignEnvelope.of(head).get().named() + ", which is not read here",
                    null);
        }
        if (head[0] < 0) {
            return in;
        }
        if (!new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("-----BEGIN PGP MESSAGE-----")) {
            throw new IOException("no OpenPGP message begins like this");
        }
        return new BufferedInputStream(new ArmoredInputStream(in), 16 << 10);
    }

    private static PublicKeyEncSessionPacket sessionKey(InputStream body) throws IOException {
        byte[] packet = body.readNBytes(LONGEST_HEAD);
        byte[] header = {
            (byte) (0xc0 | PacketInput.SESSION_KEY),
            (byte) 0xff,
            0,
            (byte) (packet.length >> 16),
            (byte) (packet.length >> 8),
            (byte) packet.length
        };
        BCPGInputStream in = new BCPGInputStream(
                new SequenceInputStream(new ByteArrayInputStream(header), new ByteArrayInputStream(packet)));
        return (PublicKeyEncSessionPacket) in.readPacket();
    }

    private InputStream decrypted(
            InputStream in, int tag, InputStream body, List<PublicKeyEncSessionPacket> sessionKeys, SecretKeys keys)
            throws IOException {
        if (tag == PacketInput.NOT_PROTECTED) {
            throw new IOException("it has no integrity code, so nobody could tell whether it was altered; "
                    + "such messages are refused, as WAL-G does");
        }
        if (tag != PacketInput.PROTECTED && tag != PacketInput.GNUPG_AEAD) {
            throw new IOException(
                    tag < 0 ? "it ends before its text begins" : "it is not encrypted: it has a packet of kind " + tag);
        }
        SecretKeys.Opened opened = keys.open(sessionKeys);
        if (tag == PacketInput.PROTECTED && body.read() == 1) {
            return new ProtectedInput(
                    body,
                    SessionKey.recovered(opened.sessionData())
                            .orElseThrow(() -> new IOException("its session key is not for this kind of packet")));
        }
        in.reset();
        layers.pop();
        layers.push(new PacketInput(in));
        return authenticated(in, opened);
    }

    /** The newer kinds, where every chunk has its own code, are Bouncy Castle's from the first byte of the message. */
    private static InputStream authenticated(InputStream in, SecretKeys.Opened opened) throws IOException {
        try {
            for (var data : new PGPEncryptedDataList(in)) {
                if (data instanceof PGPPublicKeyEncryptedData forKey && isFor(forKey, opened.with())) {
                    return forKey.getDataStream(new BcPublicKeyDataDecryptorFactory(opened.with()));
                }
            }
        } catch (PGPException e) {
            throw new IOException("its text does not open: " + e.getMessage(), e);
        }
        throw new IOException("its session key was lost on the second look");
    }

    private static boolean isFor(PGPPublicKeyEncryptedData data, PGPKeyPair key) {
        return data.getKeyIdentifier().isWildcard()
                || data.getKeyIdentifier().matchesExplicit(key.getPublicKey().getKeyIdentifier());
    }

    private void descend(InputStream inside) throws IOException {
        PacketInput packets = new PacketInput(inside);
        layers.push(packets);
        int tag = packets.next();
        while (tag == PacketInput.MARKER
                || tag == PacketInput.PADDING
                || tag == PacketInput.ONE_PASS_SIGNATURE
                || tag == PacketInput.SIGNATURE) {
            tag = packets.next();
        }
        switch (tag) {
            case PacketInput.LITERAL -> text = literal(packets.body());
            case PacketInput.COMPRESSED -> {
                if (layers.size() > DEEPEST) {
                    throw new IOException("it is compressed more than twice");
                }
                descend(decompressed(packets.body()));
            }
            default -> throw new IOException("it holds no text" + (tag < 0 ? "" : ", but a packet of kind " + tag));
        }
    }

    /** Format, name and date say nothing to us; what follows is handed out as it is, even where it is marked as text. */
    private static InputStream literal(InputStream body) throws IOException {
        int format = body.read();
        int name = body.read();
        if (format < 0 || name < 0 || body.readNBytes(name + 4).length < name + 4) {
            throw new IOException("its text has no whole header");
        }
        return body;
    }

    private InputStream decompressed(InputStream body) throws IOException {
        int algorithm = body.read();
        return switch (algorithm) {
            case 0 -> body;
            case 1 -> inflated(body, true);
            case 2 -> inflated(body, false);
            case 3 -> new CBZip2InputStream(body);
            default -> throw new IOException("it is compressed with algorithm " + algorithm + ", which is not known");
        };
    }

    private InputStream inflated(InputStream body, boolean bare) {
        Inflater inflater = new Inflater(bare);
        inflaters.add(inflater);
        return new InflaterInputStream(body, inflater, 16 << 10);
    }

    private void finish() throws IOException {
        while (!layers.isEmpty()) {
            int tag = layers.peek().next();
            boolean outermost = layers.size() == 1;
            if (tag < 0) {
                layers.pop();
            } else if (tag != PacketInput.PADDING
                    && tag != PacketInput.MARKER
                    && (outermost || tag != PacketInput.SIGNATURE)) {
                throw new IOException("something follows its text: a packet of kind " + tag);
            }
        }
    }
}
