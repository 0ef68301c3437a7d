package dev.walkback.shell;

import dev.walkback.shell.command.Storages;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.MutableStorage;

final class NoStorages implements Storages {

    @Override
    public MutableStorage open(String nameOrUrl) {
        throw new UsageError(
                ErrorCode.STORAGE_NOT_GIVEN, "no storage was named", "", Suggestion.command("help storages", ""));
    }

    @Override
    public void close() {}
}
