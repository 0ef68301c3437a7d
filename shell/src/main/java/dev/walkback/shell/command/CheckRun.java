package dev.walkback.shell.command;

import dev.walkback.shell.report.CheckReport;
import dev.walkback.shell.report.CheckReport.State;
import dev.walkback.shell.report.Text;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes through what has to work, in order, and leaves out what rests on something that failed. */
final class CheckRun {

    private final Target target;
    private final String name;
    private final boolean write;
    private final Session session;
    private final WriteProbe probe = new WriteProbe();
    private @Nullable Storage storage;
    private @Nullable MutableStorage changeable;
    private @Nullable ObjectInfo first;
    private @Nullable RuntimeException failure;

    CheckRun(Target target, String name, boolean write, Session session) {
        this.target = target;
        this.name = name;
        this.write = write;
        this.session = session;
    }

    private record Part(String name, Work work) {}

    private interface Work {
        /** What was found; empty when there was nothing to try, and why is {@link Skip}. */
        String run() throws InterruptedException;
    }

    /** Nothing to try here, and that is no failure. */
    private static final class Skip extends RuntimeException {
        Skip(String why) {
            super(why, null, false, false);
        }
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Each step is done when it is asked for. */
    Iterator<CheckReport.Step> steps() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("settings", this::settings));
        Path directory = target.directory();
        if (directory != null) {
            parts.add(new Part("directory", () -> directory(directory)));
        }
        if (target.server() != null) {
            Network network = new Network(target.server(), target.patience());
            parts.add(new Part("name", network::lookUp));
            parts.add(new Part("connection", network::connect));
            parts.add(new Part("tls", () -> tls(network)));
        }
        parts.add(new Part("credentials", this::credentials));
        parts.add(new Part("list", this::list));
        parts.add(new Part("read", this::read));
        parts.add(new Part("write", this::write));
        parts.add(new Part("delete", this::delete));
        return parts.stream().map(this::done).iterator();
    }

    private CheckReport.Step done(Part part) {
        if (failure != null) {
            return new CheckReport.Step(part.name(), State.SKIPPED, "", Duration.ZERO);
        }
        Instant started = session.console().clock().instant();
        State state = State.OK;
        String detail;
        try {
            detail = part.work().run();
        } catch (Skip skip) {
            state = State.SKIPPED;
            detail = String.valueOf(skip.getMessage());
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(open().location(), "check", e);
        } catch (RuntimeException e) {
            state = State.FAILED;
            detail = String.valueOf(e.getMessage());
            failure = e;
        }
        return new CheckReport.Step(
                part.name(),
                state,
                detail,
                Duration.between(started, session.console().clock().instant()));
    }

    private Storage open() {
        if (storage == null) {
            storage = session.storages().open(name);
        }
        return storage;
    }

    private MutableStorage openToChange() {
        if (changeable == null) {
            changeable = session.storages().openToChange(name);
        }
        return changeable;
    }

    private String settings() {
        String location = open().location().text();
        return target.settings().isEmpty() ? location : location + ": " + String.join("; ", target.settings());
    }

    private String directory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new StorageException.NoStorage(open().location(), "directory " + directory, null);
        }
        try {
            String room = Text.size(Files.getFileStore(directory).getUsableSpace()) + " free";
            String access = Files.isWritable(directory) ? "may be written" : "may not be written by this user";
            return directory + ", " + access + ", " + room;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tls(Network network) {
        if (!network.isEncrypted()) {
            throw new Skip("the connection is not TLS");
        }
        return Handshake.with(network, target.caFile());
    }

    /** One listing tells both: a service that says "not you" has not looked at the bucket. */
    private String credentials() {
        if (target.directory() != null) {
            throw new Skip("a directory needs none");
        }
        try {
            first = firstObject();
        } catch (StorageException.Denied e) {
            if (e.reason() != StorageException.Denied.Reason.NOT_ALLOWED) {
                throw e;
            }
        } catch (StorageException.NoStorage seenNextStep) {
            // who said that there is no bucket had believed us
        }
        return "accepted";
    }

    private String list() {
        first = firstObject();
        return first == null ? "no objects" : "the first is " + first.key();
    }

    private @Nullable ObjectInfo firstObject() {
        try (Stream<ObjectInfo> objects = open().list(KeyRange.ALL)) {
            return objects.findFirst().orElse(null);
        }
    }

    private String read() {
        if (first == null) {
            throw new Skip("there is no object to read");
        }
        try (OpenObject object = open().read(first.key(), ByteRange.first(1))) {
            int read = object.bytes().readNBytes(1).length;
            return Text.count(read, "byte") + " of " + first.key();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write() {
        if (!write) {
            throw new Skip("only with --write");
        }
        probe.store(openToChange());
        return probe.key() + " stored and read back";
    }

    private String delete() {
        if (!write) {
            throw new Skip("only with --write");
        }
        probe.delete(openToChange());
        return probe.key() + " deleted";
    }
}
