package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.walfetch.Fetched;
import dev.walkback.engine.walfetch.Receiver;
import dev.walkback.engine.walfetch.WalFetcher;
import dev.walkback.engine.walfetch.WantedFile;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.WalFetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** {@code wal fetch}. */
final class WalFetch {

    private WalFetch() {}

    static Exit run(Invocation invocation, Session session) {
        WantedFile wanted = wanted(invocation.argument(0));
        Path directory = Path.of("").toAbsolutePath();
        Path destination = directory.resolve(invocation.argument(1));
        WalFetcher fetcher = new WalFetcher(source(invocation, session), Receiver.of(destination, directory));
        try {
            Fetched fetched = fetcher.fetch(wanted, destination);
            session.reporter().show(new WalFetched(wanted.name(), destination.toString(), fetched));
            return fetched instanceof Fetched.Absent ? Exit.ABSENT : Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContentSource source(Invocation invocation, Session session) {
        String name = invocation.value("--storage").orElse("");
        return new ContentSource(
                session.storages().open(name), session.storages().layers(name), 1, event -> {});
    }

    private static WantedFile wanted(String name) {
        return WantedFile.named(name)
                .orElseThrow(() -> new UsageError(
                        ErrorCode.BAD_VALUE,
                        ShellWord.quoted(name) + " is no name of a WAL file",
                        "it is 24 upper-case hexadecimal digits, the same with .partial or an offset and .backup, or a timeline's "
                                + "eight with .history",
                        Suggestion.command("help wal fetch", "")));
    }
}
