package dev.walkback.shell.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;

/** TOML. The parser reads the whole before it hands out the first token, so lines are known of errors only. */
final class TomlFormat {

    private TomlFormat() {}

    static Node.Table read(String text) throws UnreadableFileException {
        try (JsonParser parser = new TomlFactory().createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Tokens.table(parser, false) : Node.Table.EMPTY;
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new UnreadableFileException("it is not valid TOML", line);
        } catch (IOException fromMemory) {
            throw new UnreadableFileException("it is not valid TOML", 0);
        }
    }
}
