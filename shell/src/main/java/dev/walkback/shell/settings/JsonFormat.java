package dev.walkback.shell.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** A JSON object. A key may be there twice; the last one counts, which is for the reader to see to. */
final class JsonFormat {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    private JsonFormat() {}

    static Node.Table read(String text) throws UnreadableFileException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableFileException("it is not a JSON object", 1);
            }
            Node.Table table = Tokens.table(parser, true);
            if (parser.nextToken() != null) {
                throw new UnreadableFileException(
                        "something follows the JSON object",
                        parser.currentTokenLocation().getLineNr());
            }
            return table;
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new UnreadableFileException("it is not valid JSON", line);
        } catch (IOException fromMemory) {
            throw new UnreadableFileException("it is not valid JSON", 0);
        }
    }
}
