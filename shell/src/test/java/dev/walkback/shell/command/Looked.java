package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.shell.Console;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Parser;
import dev.walkback.shell.line.Words;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.report.Style;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import dev.walkback.storage.Location;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands asked of one archive, at a time that stands still and under an address that is the same everywhere. */
final class Looked {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private final Archive archive;
    private final @Nullable Path content;

    private Looked(Archive archive, @Nullable Path content) {
        this.archive = archive;
        this.content = content;
    }

    /** The same, whose objects may be read from a folder as well. */
    Looked reading(Path folder) {
        return new Looked(archive, folder);
    }

    /** Of a folder, as if it were somewhere else. */
    static Looked at(Path folder, String address) {
        try (LocalStorage storage = new LocalStorage(folder, Links.INSIDE, CLOCK)) {
            return of(storage, address);
        }
    }

    static Looked of(Storage storage, String address) {
        Archive read = ArchiveReader.plain(CLOCK).read(storage, Layers.unencrypted());
        return new Looked(
                new Archive(
                        new Location(address),
                        read.listedAt(),
                        read.complete(),
                        read.clusters(),
                        read.inventory(),
                        read.findings(),
                        read.elsewhere()),
                null);
    }

    /** The same, as if the listing had broken off. */
    Looked inPart() {
        return new Looked(
                new Archive(
                        archive.location(),
                        archive.listedAt(),
                        false,
                        archive.clusters(),
                        archive.inventory(),
                        archive.findings(),
                        archive.elsewhere()),
                content);
    }

    record Answer(String out, String err, int exit) {}

    /** On a terminal of so many columns. */
    Answer onTerminal(int width, String line) throws InterruptedException {
        return ask(
                line,
                true,
                width,
                Map.of("LC_ALL", "C.UTF-8", "TERM", "xterm", "NO_COLOR", "1", "XDG_STATE_HOME", "/nowhere"));
    }

    /** As in a pipe. */
    Answer piped(String line) throws InterruptedException {
        return ask(line, false, 80, Map.of("LC_ALL", "C.UTF-8", "XDG_STATE_HOME", "/nowhere"));
    }

    Answer ask(String line, boolean terminal, int width, Map<String, String> env) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out,
                err,
                new ByteArrayInputStream(new byte[0]),
                terminal,
                terminal,
                false,
                width,
                new HashMap<>(env),
                CLOCK);
        Invocation invocation = Parser.parse(Words.split(line));
        Style style = Style.of(invocation.options().keySet(), "none", console);
        Reporter reporter = new Reporter(console, style, "walkback ");
        Exit exit = done(invocation, console, reporter);
        return new Answer(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exit.code());
    }

    private Exit done(Invocation invocation, Console console, Reporter reporter) throws InterruptedException {
        Sitting sitting = new Sitting(Occasion.COMMAND, CLOCK, Map.of());
        Looker looker = (storage, seen) -> archive;
        try {
            return Commands.run(
                    invocation,
                    new Session(console, reporter, new NoStorages(content), sitting, looker, other -> Exit.BUG));
        } catch (RuntimeException failure) {
            if (failure instanceof Problem.Known known) {
                reporter.error(known.problem());
                return known.problem().code().exit();
            }
            throw failure;
        }
    }
}
