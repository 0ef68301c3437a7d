package dev.walkback.engine.server;

import dev.walkback.engine.backup.PgVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one PostgreSQL.
 *
 * @param bin where {@code postgres} is, links resolved
 * @param majorByName {@code 15} where the path tells it, as packages lay it out; else null, and only the program itself can tell
 */
public record Installation(Path bin, @Nullable String majorByName) {

    private static final Pattern TOLD = Pattern.compile("\\(PostgreSQL\\) (\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    /** Where a program of it would be. */
    public Path program(String name) {
        return bin.resolve(name);
    }

    /** Whether it has that program: packages divide server and client. */
    public boolean has(String name) {
        return Files.isExecutable(program(name));
    }

    /** Asks the program, which runs it for a moment. Empty when it does not answer as PostgreSQL does. */
    public Optional<PgVersion> version() throws InterruptedException {
        try {
            return told(Command.of(program("postgres").toString(), "--version")
                    .run()
                    .output());
        } catch (IOException doesNotRun) {
            return Optional.empty();
        }
    }

    /** Reads {@code postgres (PostgreSQL) 15.18 (Debian …)}; of a beta only the major version is taken. */
    static Optional<PgVersion> told(String line) {
        Matcher told = TOLD.matcher(line);
        if (!told.find()) {
            return Optional.empty();
        }
        int first = number(told.group(1));
        int second = number(told.group(2));
        if (first >= 10) {
            int number = first * 10_000;
            return Optional.of(told.group(2) == null ? PgVersion.ofMajor(number) : new PgVersion(number + second));
        }
        int third = number(told.group(3));
        return Optional.of(new PgVersion(first * 10_000 + second * 100 + third));
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
