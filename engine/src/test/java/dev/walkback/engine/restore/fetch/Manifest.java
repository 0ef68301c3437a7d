package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is in a directory, line by line as WAL-G's answers have it: type, mode, size, hash and, for a link, where it leads. */
record Manifest(Map<String, String> lines) {

    /** A manifest that was written down. */
    static Manifest stored(Path file) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] column = line.split("\t", -1);
            String target = column.length > 5 && !column[5].isEmpty() ? " -> " + column[5] : "";
            lines.put(column[4], String.join(" ", column[0], column[1], column[2], column[3]) + target);
        }
        return new Manifest(lines);
    }

    /** What is there now, but for what a restore keeps of itself. */
    static Manifest of(Path directory) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                String name = directory.relativize(path).toString();
                if (!name.startsWith("walkback.restore")) {
                    lines.put(name.isEmpty() ? "." : name, line(path));
                }
            }
        }
        return new Manifest(lines);
    }

    /** What is otherwise here than it should be. */
    List<String> differences(Map<String, String> expected) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(lines.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(lines.get(name), expected.get(name)))
                .map(name -> name + " is " + lines.get(name) + " and should be " + expected.get(name))
                .toList();
    }

    private static String line(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "l 0777 - - -> " + Files.readSymbolicLink(path);
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? "d " + mode(path) + " - -"
                : "f " + mode(path) + " " + Files.size(path) + " " + hash(path);
    }

    static String mode(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return "0" + Integer.toOctalString(mode & 07777);
    }

    private static String hash(Path file) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash.digest());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
