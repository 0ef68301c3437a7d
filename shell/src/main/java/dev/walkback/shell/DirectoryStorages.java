package dev.walkback.shell;

import dev.walkback.shell.command.Storages;
import dev.walkback.shell.command.Target;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

final class DirectoryStorages implements Storages {

    private final Console console;

    DirectoryStorages(Console console) {
        this.console = console;
    }

    @Override
    public MutableStorage open(String nameOrUrl) {
        return new LocalStorage(path(nameOrUrl), Links.INSIDE, console.clock());
    }

    private Path path(String nameOrUrl) {
        String name = nameOrUrl.isEmpty() ? console.variable("WALG_FILE_PREFIX") : nameOrUrl;
        if (name.isEmpty()) {
            throw new UsageError(
                    ErrorCode.STORAGE_NOT_GIVEN, "no storage was named", "", Suggestion.command("help storages", ""));
        }
        return Path.of(name.startsWith("file://") ? name.substring("file://".length()) : name);
    }

    @Override
    public Target target(String nameOrUrl) {
        return new Target(nameOrUrl, List.of(), null, path(nameOrUrl), null, Duration.ofSeconds(10));
    }

    @Override
    public void close() {}
}
