package dev.walkback.shell.daemon;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client sends.
 *
 * <pre>
 * byte 0      type: 'C' check, 'F' push, 'f' fetch
 * bytes 1-2   length of the whole message, these three bytes included; the higher byte first
 * the rest    'C': anything. 'F': the file's name. 'f': a byte that counts the arguments, then each with its length in two bytes
 *             before it: the name and the destination
 * </pre>
 *
 * <p>It is answered by one byte, a {@link Reply}.
 */
sealed interface Message {

    int HEAD = 3;

    /** Is anybody there? */
    record Check() implements Message {}

    record Push(String name) implements Message {}

    record Fetch(String name, String destination) implements Message {}

    /** @throws MalformedMessageException when it is none; the connection cannot be gone on with */
    static Message read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        char type = (char) in.readUnsignedByte();
        int length = in.readUnsignedShort();
        if (length < HEAD) {
            throw new MalformedMessageException("message too short: " + length);
        }
        byte[] body = in.readNBytes(length - HEAD);
        if (body.length < length - HEAD) {
            throw new EOFException("the message ends after " + (HEAD + body.length) + " of " + length + " bytes");
        }
        return switch (type) {
            case 'C' -> new Check();
            case 'F' -> new Push(text(body));
            case 'f' -> fetch(arguments(body));
            default -> throw new MalformedMessageException("unexpected message type: " + type);
        };
    }

    private static Fetch fetch(List<String> arguments) throws MalformedMessageException {
        if (arguments.size() != 2) {
            throw new MalformedMessageException("wal-fetch incorrect arguments count");
        }
        return new Fetch(arguments.getFirst(), arguments.getLast());
    }

    private static List<String> arguments(byte[] body) throws MalformedMessageException {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        List<String> arguments = new ArrayList<>();
        try {
            for (int left = Byte.toUnsignedInt(bytes.get()); left > 0; left--) {
                byte[] argument = new byte[Short.toUnsignedInt(bytes.getShort())];
                bytes.get(argument);
                arguments.add(text(argument));
            }
        } catch (java.nio.BufferUnderflowException cutShort) {
            throw new MalformedMessageException("corrupted message body");
        }
        if (bytes.hasRemaining()) {
            throw new MalformedMessageException("corrupted message body");
        }
        return arguments;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
