package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.line.Values;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** {@code storage cat}. */
final class StorageCat {

    private static final int BUFFER = 128 << 10;

    private StorageCat() {}

    static Exit run(Invocation invocation, Session session) {
        if (invocation.has("--decode") && invocation.has("--range")) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "--range and --decode exclude each other",
                    "a range counts the bytes as they are stored, and these can only be decoded from the first on",
                    Suggestion.command("help storage cat", ""));
        }
        Storage storage = session.storages().open(invocation.value("--storage").orElse(""));
        String key = invocation.argument(0);
        try {
            if (invocation.has("--decode")) {
                Decoded decoded =
                        new Decoded(storage, invocation.value("--storage").orElse(""), session);
                try (InputStream plain = decoded.open(key)) {
                    pass(plain, key, Progress.UNKNOWN, session);
                }
            } else {
                ByteRange range = range(invocation, storage, key);
                try (OpenObject object = storage.read(key, range)) {
                    pass(object.bytes(), key, range.lengthIn(object.info().size()), session);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Exit.DONE;
    }

    /** A line of progress would stand in the middle of what a terminal shows. */
    private static void pass(InputStream bytes, String key, long total, Session session) throws IOException {
        OutputStream out = session.reporter().bytes();
        boolean silent = session.console().outIsTerminal();
        try (Progress progress = session.progress("read " + key, total)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                out.write(buffer, 0, count);
                if (!silent) {
                    progress.accept(count);
                }
            }
        }
        out.flush();
    }

    private static ByteRange range(Invocation invocation, Storage storage, String key) {
        Values.Range asked = invocation.range("--range").orElse(null);
        if (asked == null) {
            return ByteRange.ALL;
        }
        if (asked.first() >= 0) {
            long length = asked.last() == Long.MAX_VALUE ? ByteRange.TO_THE_END : asked.last() - asked.first() + 1;
            return new ByteRange(asked.first(), length, null);
        }
        ObjectInfo object =
                storage.stat(key).orElseThrow(() -> new StorageException.Missing(storage.location(), key, null));
        return new ByteRange(Math.max(0, object.size() - asked.last()), ByteRange.TO_THE_END, object.etag());
    }
}
