package dev.walkback.shell.server.replication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who we are, and proves it as the server asks. */
final class Login {

    private static final int VERSION_3_0 = 3 << 16;
    private static final int OK = 0;
    private static final int CLEARTEXT = 3;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_GOES_ON = 11;
    private static final int SASL_ENDS = 12;
    private static final int SALT_BYTES = 4;

    private final Wire wire;
    private final String user;
    private final Optional<String> password;
    private @Nullable Scram scram;
    private boolean serverProvedItself;

    /** A password is asked for that nobody wrote down, or a proof that we cannot give. */
    static final class Impossible extends IOException {
        private static final long serialVersionUID = 1L;

        Impossible(String why) {
            super(why);
        }
    }

    Login(Wire wire, String user, Optional<String> password) {
        this.wire = wire;
        this.user = user;
        this.password = password;
    }

    /** The first message of a session. */
    void begin(Map<String, String> parameters) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(VERSION_3_0).array());
        parameters.forEach((name, value) -> {
            message.writeBytes(Wire.terminated(name));
            message.writeBytes(Wire.terminated(value));
        });
        message.write(0);
        wire.sendFirst(message.toByteArray());
    }

    /** Answers a request for a proof. */
    void answer(Wire.Message message) throws IOException {
        int wanted = message.body().getInt();
        switch (wanted) {
            case OK -> {
                if (scram != null && !serverProvedItself) {
                    throw new ProtocolException("the server did not prove that it knows the password");
                }
            }
            case CLEARTEXT -> wire.sendText('p', required());
            case MD5 -> wire.sendText('p', digested(message));
            case SASL -> begin(mechanisms(message));
            case SASL_GOES_ON -> {
                String reply = running().last(rest(message));
                wire.send('p', reply.getBytes(StandardCharsets.UTF_8));
            }
            case SASL_ENDS -> {
                running().verify(rest(message));
                serverProvedItself = true;
            }
            default ->
                throw new Impossible("the server wants a proof of kind " + wanted
                        + "; known are passwords (plain, md5, scram-sha-256), certificates, and trust");
        }
    }

    private Scram running() throws ProtocolException {
        if (scram == null) {
            throw new ProtocolException("the server goes on with what it did not begin");
        }
        return scram;
    }

    private String required() throws Impossible {
        return password.orElseThrow(() -> new Impossible("the server asks for a password of " + user
                + ", and neither PGPASSWORD nor the password file has one"));
    }

    private void begin(List<String> mechanisms) throws IOException {
        Optional<byte[]> channel = Tls.endPoint(wire.link());
        boolean bound = channel.isPresent() && mechanisms.contains(Scram.BOUND);
        if (!bound && !mechanisms.contains(Scram.PLAIN)) {
            throw new Impossible("the server knows only " + String.join(", ", mechanisms));
        }
        // without an offer of the server, to say that we could bind shows it when somebody took the offer away
        scram = new Scram(required(), bound ? channel.get() : null, channel.isPresent());
        byte[] first = scram.first().getBytes(StandardCharsets.UTF_8);
        byte[] mechanism = Wire.terminated(bound ? Scram.BOUND : Scram.PLAIN);
        wire.send(
                'p',
                ByteBuffer.allocate(mechanism.length + Integer.BYTES + first.length)
                        .put(mechanism)
                        .putInt(first.length)
                        .put(first)
                        .array());
    }

    private static List<String> mechanisms(Wire.Message message) {
        List<String> mechanisms = new ArrayList<>();
        for (String each = message.text(); !each.isEmpty(); each = message.text()) {
            mechanisms.add(each);
        }
        return mechanisms;
    }

    private static String rest(Wire.Message message) {
        byte[] bytes = new byte[message.body().remaining()];
        message.body().get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String digested(Wire.Message message) throws Impossible {
        byte[] salt = new byte[SALT_BYTES];
        message.body().get(salt);
        String inner = md5((required() + user).getBytes(StandardCharsets.UTF_8), new byte[0]);
        return "md5" + md5(inner.getBytes(StandardCharsets.US_ASCII), salt);
    }

    private static String md5(byte[] one, byte[] two) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(one);
            return HexFormat.of().formatHex(digest.digest(two));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
