package dev.walkback.storage.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** One way to encrypt, with its keys. Streams have bounded buffers; instances may be shared by threads. */
public interface Encryption {

    /** Which keys these are, by fingerprint: for errors and for {@code --verbose}, never the key itself. */
    List<String> fingerprints();

    /** Whether the keys at hand open what they lock: false with a public OpenPGP key alone. */
    boolean decrypts();

    /**
     * @throws WrongKeyException here or while reading, when none of the keys fits
     * @throws dev.walkback.storage.codec.DamagedStreamException here or while reading, when the bytes are cut short or altered
     */
    InputStream decrypting(InputStream stored) throws IOException;

    /** The stream is whole only after it was closed; closing closes the stream under it. */
    OutputStream encrypting(OutputStream stored) throws IOException;
}
