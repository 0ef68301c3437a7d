package dev.walkback.shell.setup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through all that archiving and backups need, in the order in which a person sets it up. */
public final class SetupChecks {

    private SetupChecks() {}

    /**
     * @param minimal what the WAL that the server still has tells of a stretch that cannot be replayed; null for none, or where that
     *     WAL cannot be read
     * @param room null where the server's disk is another machine's
     */
    public static List<SetupItem> of(
            ServerSetup server, ArchiveSide archive, @Nullable MinimalStretch minimal, @Nullable DiskRoom room) {
        List<SetupItem> items = new ArrayList<>();
        items.add(WalSettingChecks.walLevel(server));
        if (minimal != null) {
            items.add(ArchiveChecks.minimal(minimal, archive));
        }
        items.add(ArchivingChecks.mode(server));
        items.add(ArchivingChecks.command(server));
        items.add(ArchivingChecks.timeout(server));
        items.add(ArchivingChecks.archiver(server));
        items.add(ArchiveChecks.archive(server, archive));
        items.add(WalSettingChecks.senders(server));
        WalSettingChecks.slots(server).ifPresent(items::add);
        WalSettingChecks.fullPages(server).ifPresent(items::add);
        items.add(WalSettingChecks.checksums(server));
        WalSettingChecks.summaries(server).ifPresent(items::add);
        if (room != null) {
            items.add(WalSettingChecks.room(server, room));
        }
        items.addAll(RightsChecks.of(server.rights()));
        return List.copyOf(items);
    }
}
