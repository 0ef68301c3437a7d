package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message. Whatever a library makes of hostile bytes comes out as {@link DamagedStreamException}; whatever the
 * storage throws while it is read comes out as it is.
 */
final class MessageInput extends InputStream {

    private static final String FORMAT = "openpgp";

    private final Source source;
    private final SecretKeys keys;
    private @Nullable Message message;
    private @Nullable IOException failed;

    MessageInput(InputStream stored, SecretKeys keys) {
        this.source = new Source(stored);
        this.keys = keys;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failed != null) {
            throw failed;
        }
        try {
            if (message == null) {
                message = Message.open(source, keys);
            }
            return message.read(bytes, offset, length);
        } catch (DamagedStreamException | WrongKeyException e) {
            failed = e;
            throw e;
        } catch (IOException | RuntimeException e) {
            source.rethrow();
            failed = new DamagedStreamException(FORMAT, source.offset(), worded(e), e);
            throw failed;
        }
    }

    /** Messages of this package are sentences; a library's need its kind of exception to make sense. */
    private static String worded(Exception e) {
        return e.getClass() == IOException.class && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    @Override
    public void close() throws IOException {
        if (message != null) {
            message.close();
        }
        source.close();
    }
}
