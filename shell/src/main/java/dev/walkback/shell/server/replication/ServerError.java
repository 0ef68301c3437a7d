package dev.walkback.shell.server.replication;

import java.util.HashMap;
import java.util.Map;

/** The server's "no", in its own words, or one of its remarks. */
final class ServerError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String state;

    private ServerError(String sentence, String state) {
        super(sentence);
        this.state = state;
    }

    /** Reads the fields of an error or a notice: a letter, then text, until a zero letter. */
    static ServerError read(Wire.Message message) {
        Map<Character, String> fields = new HashMap<>();
        while (message.body().hasRemaining()) {
            char field = (char) message.body().get();
            if (field == 0) {
                break;
            }
            fields.put(field, message.text());
        }
        String detail = fields.getOrDefault('D', "");
        String sentence = fields.getOrDefault('M', "no reason was given");
        return new ServerError(detail.isEmpty() ? sentence : sentence + ": " + detail, fields.getOrDefault('C', ""));
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String state() {
        return state;
    }
}
