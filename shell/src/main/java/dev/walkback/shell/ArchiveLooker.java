package dev.walkback.shell;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.ReadingLimits;
import dev.walkback.shell.command.Looker;
import dev.walkback.shell.command.Storages;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.session.Sitting;
import java.util.function.LongConsumer;

/** Reads archives out of the storages that the settings describe. */
record ArchiveLooker(Invocation invocation, Console console, Reporter reporter, Sitting sitting) implements Looker {

    @Override
    public Archive look(String nameOrUrl, LongConsumer objectsSeen) {
        try (Storages storages = new SettingsStorages(invocation, console, reporter, sitting)) {
            return new ArchiveReader(
                            console.clock(),
                            CacheHome.ofArchives(console),
                            ReadingLimits.USUAL,
                            progress -> objectsSeen.accept(progress.objects()))
                    .read(storages.open(nameOrUrl), storages.layers(nameOrUrl));
        }
    }
}
