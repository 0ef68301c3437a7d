package dev.walkback.shell.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a config file in the format that its name ends in. Each format has a class of its own, so that a parser is loaded
 * only when a file of its kind is read.
 */
final class ConfigFile {

    /** Far more than a config file has; what is larger is something else. */
    private static final int MOST_BYTES = 1 << 20;

    /** What WAL-G looks for in the home directory, in its order. Those it cannot decode are found all the same. */
    static final List<String> EXTENSIONS = List.of(
            "json", "toml", "yaml", "yml", "properties", "props", "prop", "hcl", "tfvars", "dotenv", "env", "ini");

    private ConfigFile() {}

    /** @param environment for variables that a .env file names in its values */
    static Node.Table read(Path file, Map<String, String> environment) throws UnreadableFileException {
        String extension = extension(file);
        if (!EXTENSIONS.contains(extension)) {
            throw new UnreadableFileException(
                    "its name ends in none of .json, .yaml, .yml, .toml and .env, so its format is not known", 0);
        }
        String text = text(file);
        return switch (extension) {
            case "json" -> JsonFormat.read(text);
            case "yaml", "yml" -> YamlFormat.read(text);
            case "toml" -> TomlFormat.read(text);
            case "env", "dotenv" -> EnvFormat.read(text, environment);
            default ->
                throw new UnreadableFileException(
                        "there is no decoder for ." + extension + "; use .json, .yaml, .toml or .env", 0);
        };
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private static String text(Path file) throws UnreadableFileException {
        byte[] bytes = bytes(file);
        if (bytes.length > MOST_BYTES) {
            throw new UnreadableFileException("it is larger than 1 MiB, so it is no config file", 0);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new UnreadableFileException("it is binary", 0);
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw new UnreadableFileException("it is not UTF-8 text", 0);
        }
    }

    private static byte[] bytes(Path file) throws UnreadableFileException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException("it is a directory", 0);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException absent) {
            throw new UnreadableFileException("there is no such file", 0);
        } catch (AccessDeniedException denied) {
            throw new UnreadableFileException("this user may not read it", 0);
        } catch (IOException failed) {
            throw new UnreadableFileException("it cannot be read: " + failed.getMessage(), 0);
        }
    }
}
