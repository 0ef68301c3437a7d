package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody else keeps a server on a directory: Debian's clusters, services of the system, the place where a package's service
 * looks. Such a directory is never started by us, who would start it a second time, or as somebody else.
 */
public final class ServiceManagers {

    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> UNITS = List.of(
            "etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system", "etc/init.d", "etc/sysconfig");

    private ServiceManagers() {}

    /**
     * The file that names it; empty where none does.
     *
     * @param root of the host, {@code /}
     */
    public static Optional<Path> naming(Path data, Path root) {
        List<Path> files = new ArrayList<>(clusters(root.resolve("etc/postgresql")));
        for (String folder : UNITS) {
            list(root.resolve(folder)).stream().filter(Files::isRegularFile).forEach(files::add);
        }
        return files.stream().filter(file -> names(file, data)).findFirst();
    }

    private static List<Path> clusters(Path configuration) {
        List<Path> files = new ArrayList<>();
        for (Path version : list(configuration)) {
            for (Path cluster : list(version)) {
                files.add(cluster.resolve("postgresql.conf"));
            }
        }
        return files;
    }

    /** The path as a whole: followed by nothing that would make it another. */
    private static boolean names(Path file, Path data) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return false;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String path = data.toString();
            for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
                int end = at + path.length();
                char next = end < text.length() ? text.charAt(end) : '\n';
                if (next == '\n'
                        || next == '\''
                        || next == '"'
                        || next == ' '
                        || (next == '/' && isEnd(text, end + 1))) {
                    return true;
                }
            }
            return false;
        } catch (IOException notForUs) {
            return false;
        }
    }

    private static boolean isEnd(String text, int at) {
        return at >= text.length() || "\n'\" ".indexOf(text.charAt(at)) >= 0;
    }

    private static List<Path> list(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException none) {
            return List.of();
        }
        return entries;
    }
}
