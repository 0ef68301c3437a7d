package dev.walkback.shell.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the tokens that Jackson makes, of JSON and of TOML, to nodes. */
final class Tokens {

    private Tokens() {}

    /** The table that starts at the current token. */
    static Node.Table table(JsonParser parser, boolean linesKnown) throws IOException {
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = linesKnown ? parser.currentTokenLocation().getLineNr() : 0;
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            entries.add(new Node.Entry(key, node(parser, token, linesKnown), line));
        }
        return new Node.Table(entries);
    }

    private static Node node(JsonParser parser, JsonToken token, boolean linesKnown) throws IOException {
        return switch (token) {
            case START_OBJECT -> table(parser, linesKnown);
            case START_ARRAY -> {
                parser.skipChildren();
                yield new Node.Items();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), token, linesKnown);
            default -> new Node.Text(Secret.of(parser.getText()), false);
        };
    }

    /** Whole numbers are whole in TOML; in JSON all numbers are floating-point ones. */
    private static Node number(String written, JsonToken token, boolean json) {
        String read = json || token == JsonToken.VALUE_NUMBER_FLOAT ? GoNumbers.ofFloat(written) : written;
        return new Node.Text(Secret.of(read), !read.equals(written));
    }
}
