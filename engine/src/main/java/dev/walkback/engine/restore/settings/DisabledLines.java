package dev.walkback.engine.restore.settings;

import dev.walkback.engine.restore.directory.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of the source's configuration that are comments for now, and can become lines again. */
final class DisabledLines {

    private static final String OFF = "# walkback off: ";

    private DisabledLines() {}

    /** Where a line is not what was seen there, it is left alone. */
    static void disable(Path file, List<Configuration.Assignment> lines, @Nullable Owner owner) throws IOException {
        List<String> all = lines(file);
        boolean changed = false;
        for (Configuration.Assignment line : lines) {
            int at = line.line() - 1;
            Optional<ConfigLine> there = at < all.size() ? ConfigLine.read(utf8(all.get(at))) : Optional.empty();
            if (there.filter(new ConfigLine(line.name(), line.value())::equals).isPresent()) {
                all.set(at, OFF + all.get(at));
                changed = true;
            }
        }
        if (changed) {
            write(file, all, owner);
        }
    }

    /** @return the names of the files that changed */
    static List<String> enableAll(Path data, @Nullable Owner owner) throws IOException {
        List<String> changed = new ArrayList<>();
        List<Path> files = configs(data);
        for (Path file : files) {
            List<String> all = lines(file);
            if (all.stream().anyMatch(line -> line.startsWith(OFF))) {
                all.replaceAll(line -> line.startsWith(OFF) ? line.substring(OFF.length()) : line);
                write(file, all, owner);
                changed.add(data.relativize(file).toString());
            }
        }
        return changed;
    }

    /** Every file that may have been read: those at the top, and those in the folders that are usually included. */
    private static List<Path> configs(Path data) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> top = Files.newDirectoryStream(data)) {
            for (Path entry : top) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(".conf")) {
                    files.add(entry);
                } else if (name.startsWith("conf") && Files.isDirectory(entry)) {
                    try (DirectoryStream<Path> below = Files.newDirectoryStream(entry, "*.conf")) {
                        below.forEach(files::add);
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        return files;
    }

    private static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(
                List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", -1)));
    }

    private static void write(Path file, List<String> lines, @Nullable Owner owner) throws IOException {
        WholeFile.write(file, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1), owner);
    }

    private static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
