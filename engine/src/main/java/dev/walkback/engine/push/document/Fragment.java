package dev.walkback.engine.push.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One value of a document that is being collected, compressed: a million files take some dozen megabytes. */
final class Fragment {

    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new GoText(false));
    private static final Codec CODEC = Codecs.named("lz4").orElseThrow();

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final JsonGenerator json;

    Fragment() throws IOException {
        this.json = JSON.createGenerator(CODEC.encoding(compressed));
    }

    JsonGenerator json() {
        return json;
    }

    /** Ends what was begun. It can be read from now on, any number of times. */
    void end() throws IOException {
        json.close();
    }

    void writeTo(OutputStream out) throws IOException {
        try (InputStream plain = CODEC.decoding(new ByteArrayInputStream(compressed.toByteArray()))) {
            plain.transferTo(out);
        }
    }
}
