package dev.walkback.engine.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/**
 * A value kept as JSON text, to be handed on as it was: numbers keep all their digits. Not a way to write documents, only not to
 * lose what others wrote into theirs.
 */
final class JsonText {

    private static final int LONGEST = 4 << 20;

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** Uses up the value that the parser stands on. */
    static String of(JsonParser parser) throws IOException {
        JsonText all = new JsonText();
        int depth = 0;
        boolean first = true;
        for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
            if (token.isStructEnd()) {
                depth--;
            } else if (!first) {
                all.text.append(',');
            }
            first = token.isStructStart() || token == JsonToken.FIELD_NAME;
            depth += token.isStructStart() ? 1 : 0;
            all.add(parser, token);
            if (all.text.length() > LONGEST) {
                throw new JsonDocument.Unfit("a value in it is too large");
            }
            if (depth == 0) {
                break;
            }
        }
        return all.text.toString();
    }

    private void add(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> {
                quote(parser.currentName());
                text.append(':');
            }
            case VALUE_STRING -> quote(parser.getText());
            default -> text.append(parser.getText());
        }
    }

    private void quote(String content) {
        text.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || isAlone(content, i)) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Half of a surrogate pair is no text, and would not survive being encoded. */
    private static boolean isAlone(String content, int i) {
        char c = content.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == content.length() || !Character.isLowSurrogate(content.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(content.charAt(i - 1)));
    }
}
