package dev.walkback.engine.restore.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configuration that lies in a data directory, as a server would read it: postgresql.conf with what it includes, then
 * postgresql.auto.conf, without what we wrote into it.
 *
 * @param present files of the usual names that are there
 * @param assignments in the order in which they are read; of several the last counts
 * @param absentIncludes that a server would refuse to start over
 */
public record Configuration(
        Path data, List<String> present, List<Assignment> assignments, List<Assignment> absentIncludes) {

    public static final String MAIN = "postgresql.conf";
    public static final String AUTO = "postgresql.auto.conf";
    public static final String HBA = "pg_hba.conf";
    public static final String IDENT = "pg_ident.conf";

    private static final int DEEPEST = 10;
    private static final long LARGEST = 4 << 20;

    /** @param line from 1 */
    public record Assignment(Path file, int line, String name, String value) {}

    public Configuration {
        present = List.copyOf(present);
        assignments = List.copyOf(assignments);
        absentIncludes = List.copyOf(absentIncludes);
    }

    /** Looks; a file that cannot be read counts as one that is not there. */
    public static Configuration look(Path data) {
        List<String> present = new ArrayList<>();
        for (String name : List.of(MAIN, AUTO, HBA, IDENT)) {
            if (Files.isRegularFile(data.resolve(name))) {
                present.add(name);
            }
        }
        List<Assignment> assignments = new ArrayList<>();
        List<Assignment> absent = new ArrayList<>();
        read(data.resolve(MAIN), 0, assignments, absent);
        read(data.resolve(AUTO), 0, assignments, absent);
        return new Configuration(data, present, assignments, absent);
    }

    public boolean has(String file) {
        return present.contains(file);
    }

    /** What counts for a setting, before anything that we write. */
    public Optional<Assignment> effective(String name) {
        return assignments.reversed().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** The same, where it is a number. */
    Optional<Integer> number(String name) {
        return effective(name)
                .map(Assignment::value)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private static void read(Path file, int depth, List<Assignment> assignments, List<Assignment> absent) {
        List<String> lines = lines(file);
        if (file.endsWith(AUTO)) {
            lines = OwnedBlock.outside(lines);
        }
        for (int i = 0; i < lines.size(); i++) {
            Optional<ConfigLine> read = ConfigLine.read(lines.get(i));
            if (read.isEmpty()) {
                continue;
            }
            Assignment assignment =
                    new Assignment(file, i + 1, read.get().name(), read.get().value());
            switch (assignment.name()) {
                case "include", "include_if_exists", "include_dir" -> include(assignment, depth, assignments, absent);
                default -> assignments.add(assignment);
            }
        }
    }

    private static void include(
            Assignment directive, int depth, List<Assignment> assignments, List<Assignment> absent) {
        Path place;
        try {
            place = directive.file().resolveSibling(directive.value());
        } catch (InvalidPathException notOne) {
            absent.add(directive);
            return;
        }
        boolean isFolder = directive.name().equals("include_dir");
        if (depth >= DEEPEST || (isFolder ? !Files.isDirectory(place) : !Files.isRegularFile(place))) {
            if (!directive.name().equals("include_if_exists")) {
                absent.add(directive);
            }
            return;
        }
        for (Path file : isFolder ? configs(place) : List.of(place)) {
            read(file, depth + 1, assignments, absent);
        }
    }

    private static List<Path> configs(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.conf")) {
            for (Path file : all) {
                if (!String.valueOf(file.getFileName()).startsWith(".") && Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException closed) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1))
                    : List.of();
        } catch (IOException closed) {
            return List.of();
        }
    }
}
