package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ObjectReport;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code storage put}. */
final class StoragePut {

    private static final String STANDARD_INPUT = "-";

    private StoragePut() {}

    static Exit run(Invocation invocation, Session session) {
        String file = invocation.argument(0);
        MutableStorage storage =
                session.storages().openToChange(invocation.value("--storage").orElse(""));
        Content content = content(file, session);
        long total = content instanceof Content.Stored stored ? stored.length() : Progress.UNKNOWN;
        Overwrite overwrite = invocation.has("--force") ? Overwrite.ALLOWED : Overwrite.REFUSED;
        ObjectInfo object;
        try (Progress progress = session.progress("put " + invocation.argument(1), total)) {
            object = write(invocation, session, storage, Counted.of(content, progress), overwrite);
        }
        session.changed(invocation.value("--storage").orElse(""));
        session.reporter().show(new ObjectReport(storage.location().text(), object));
        return Exit.DONE;
    }

    private static ObjectInfo write(
            Invocation invocation, Session session, MutableStorage storage, Content content, Overwrite overwrite) {
        String key = key(invocation.argument(0), invocation.argument(1));
        if (!invocation.has("--encode")) {
            return storage.write(key, content, overwrite);
        }
        String name = invocation.value("--storage").orElse("");
        Codec codec = session.storages().codec(name);
        String ending = codec.extension().isEmpty() ? "" : "." + codec.extension();
        return storage.write(
                key.endsWith(ending) ? key : key + ending,
                session.storages().layers(name).stored(content, codec),
                overwrite);
    }

    private static Content content(String file, Session session) {
        if (!file.equals(STANDARD_INPUT) && Files.isDirectory(Path.of(file))) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    ShellWord.quoted(file) + " is a directory",
                    "storage put stores one file; a whole directory is a storage itself, and can be copied",
                    Suggestion.command("help storage copy", "how to store many"));
        }
        try {
            return file.equals(STANDARD_INPUT) ? Content.once(session.console().in()) : Content.of(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that ends in a slash is a folder: the file keeps its name there. */
    private static String key(String file, String key) {
        return key.endsWith("/") && !file.equals(STANDARD_INPUT)
                ? key + Path.of(file).getFileName()
                : key;
    }
}
