package dev.walkback.engine.server;

import dev.walkback.engine.backup.PgVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQLs found on a host: those on its search path first, then where packages put them, newest first.
 *
 * @param all each once, however many links lead to it
 */
public record Installations(List<Installation> all) {

    /** Below the root of a host: Debian, PGDG's rpm, SUSE, Alpine, built from source, and what people put under /opt. */
    private static final List<String> PLACES = List.of(
            "usr/lib/postgresql/*/bin",
            "usr/pgsql-*/bin",
            "usr/lib/postgresql*/bin",
            "usr/lib64/pgsql/bin",
            "usr/libexec/postgresql*",
            "usr/local/pgsql*/bin",
            "usr/local/bin",
            "usr/bin",
            "opt/postgresql*/bin",
            "opt/pgsql*/bin",
            "opt/*/postgresql*/bin",
            "opt/homebrew/opt/postgresql*/bin");

    private static final Pattern MAJOR = Pattern.compile("(?:postgresql|pgsql)[-@/]?(9\\.\\d|\\d{2})(?:\\.\\d+)*$");

    public Installations {
        all = List.copyOf(all);
    }

    /**
     * Looks at directories only; no program is run.
     *
     * @param root of the host, {@code /}
     * @param searchPath as PATH has it; may be empty
     */
    public static Installations on(Path root, String searchPath) {
        Map<Path, Installation> found = new LinkedHashMap<>();
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            path(folder).filter(Path::isAbsolute).ifPresent(bin -> add(found, bin));
        }
        for (String place : PLACES) {
            matches(List.of(root), List.of(place.split("/"))).forEach(bin -> add(found, bin));
        }
        return new Installations(new ArrayList<>(found.values()));
    }

    /** The one in a directory that somebody named; empty when there is no server in it. */
    public static Optional<Installation> at(Path bin) {
        Map<Path, Installation> found = new LinkedHashMap<>();
        add(found, bin);
        return found.values().stream().findFirst();
    }

    /**
     * The first of a major version. Paths that tell it are believed; of others the programs are asked.
     *
     * @param major {@code 15}, or {@code 9.6}
     */
    public Optional<Installation> ofMajor(String major) throws InterruptedException {
        for (Installation one : all) {
            String known = one.majorByName();
            if (known == null) {
                known = one.version().map(PgVersion::major).orElse(null);
            }
            if (major.equals(known)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static void add(Map<Path, Installation> found, Path bin) {
        Path server = bin.resolve("postgres");
        if (!Files.isExecutable(server) || Files.isDirectory(server)) {
            return;
        }
        try {
            // a link into the real directory, as some packages put into /usr/bin, counts as that directory
            Path real = server.toRealPath().getParent();
            if (real != null) {
                found.putIfAbsent(real, new Installation(real, majorByName(real)));
            }
        } catch (IOException gone) {
            // went away while we looked
        }
    }

    private static @Nullable String majorByName(Path bin) {
        Path home = bin.endsWith("bin") ? bin.getParent() : bin;
        Matcher name = MAJOR.matcher(String.valueOf(home));
        return name.find() ? name.group(1) : null;
    }

    private static Collection<Path> matches(List<Path> folders, List<String> names) {
        List<Path> now = folders;
        for (String name : names) {
            List<Path> next = new ArrayList<>();
            now.forEach(folder -> next.addAll(children(folder, name)));
            now = next;
        }
        return now;
    }

    private static List<Path> children(Path folder, String name) {
        if (!name.contains("*")) {
            Path child = folder.resolve(name);
            return Files.isDirectory(child) ? List.of(child) : List.of();
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, name)) {
            stream.forEach(child -> {
                if (Files.isDirectory(child)) {
                    children.add(child);
                }
            });
        } catch (IOException | DirectoryIteratorException closedToUs) {
            return List.of();
        }
        children.sort((a, b) -> b.toString().compareTo(a.toString()));
        return children;
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException notOne) {
            return Optional.empty();
        }
    }
}
