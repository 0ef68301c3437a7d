package dev.walkback.shell.setup;

import static dev.walkback.shell.setup.SetupItem.good;
import static dev.walkback.shell.setup.SetupItem.look;
import static dev.walkback.shell.setup.SetupItem.missing;

import java.util.List;
import java.util.Optional;

/** What the server writes into its WAL, what it keeps of it, and whom it sends it to. */
final class WalSettingChecks {

    private static final int FIRST_WITH_SUMMARIES = 170_000;
    private static final long GIBIBYTE = 1L << 30;

    private WalSettingChecks() {}

    static SetupItem walLevel(ServerSetup server) {
        String level = server.setting("wal_level").orElse("");
        if (level.equals("minimal")) {
            boolean waits = server.afterRestart().contains("wal_level");
            return missing(
                    "wal_level",
                    waits ? "minimal until the server is restarted" : "minimal",
                    "what is written now cannot be replayed: recovery stops where this began, and every window ends there;"
                            + " only a backup made after it goes on",
                    waits ? "restart the server" : "wal_level = replica   # and restart",
                    "then: walkback backup push");
        }
        return good("wal_level", level);
    }

    static SetupItem senders(ServerSetup server) {
        String senders = server.setting("max_wal_senders").orElse("0");
        return senders.equals("0")
                ? look(
                        "max_wal_senders",
                        "0",
                        "nobody can stream from this server: no standby, no wal receive, no backup push without a data"
                                + " directory",
                        "max_wal_senders = 10   # and restart")
                : good("max_wal_senders", senders);
    }

    /** Nothing where there are none. */
    static Optional<SetupItem> slots(ServerSetup server) {
        List<ServerSetup.Slot> slots = server.slots();
        if (slots.isEmpty()) {
            return Optional.empty();
        }
        Optional<ServerSetup.Slot> lost =
                slots.stream().filter(slot -> slot.walStatus().equals("lost")).findFirst();
        if (lost.isPresent()) {
            String name = lost.get().name();
            return Optional.of(missing(
                    "slots",
                    name + " has lost its WAL",
                    "whoever reads from it cannot go on: a standby must be made again, wal receive has a gap",
                    "SELECT pg_drop_replication_slot('" + name + "')   # when nobody reads from it any more"));
        }
        return Optional.of(slots.stream()
                .filter(slot -> !slot.active() && slot.retainedBytes() > GIBIBYTE)
                .findFirst()
                .map(slot -> look(
                        "slots",
                        slot.name() + " keeps " + slot.retainedBytes() / (1 << 20) + " MiB and nobody reads from it",
                        "WAL is kept for it until the disk is full",
                        "SELECT pg_drop_replication_slot('" + slot.name()
                                + "')   # when nobody will read from it again",
                        "max_slot_wal_keep_size = 50GB   # 13 and later: how much may be kept, at most"))
                .orElseGet(() -> good("slots", slots.size() + ", none of which keeps much WAL that nobody reads")));
    }

    /** Only where it is off. */
    static Optional<SetupItem> fullPages(ServerSetup server) {
        return "off".equals(server.setting("full_page_writes").orElse("on"))
                ? Optional.of(look(
                        "full_page_writes",
                        "off",
                        "a page that was half written when the machine stopped cannot be repaired by replay, and no backup can"
                                + " be made of a standby",
                        "full_page_writes = on   # and reload"))
                : Optional.empty();
    }

    static SetupItem checksums(ServerSetup server) {
        return server.isOn("data_checksums")
                ? good("data_checksums", "on")
                : look(
                        "data_checksums",
                        "off",
                        "a page that a disk damaged is backed up like any other, and nobody notices",
                        "pg_checksums --enable -D DIR   # 12 and later, while the server is stopped");
    }

    /** Only from 17 on. */
    static Optional<SetupItem> summaries(ServerSetup server) {
        if (server.version().number() < FIRST_WITH_SUMMARIES) {
            return Optional.empty();
        }
        return Optional.of(
                server.isOn("summarize_wal")
                        ? good("summarize_wal", "on")
                        : look(
                                "summarize_wal",
                                "off",
                                "with it a delta reads only what changed, and not every file that was touched",
                                "summarize_wal = on   # and reload"));
    }

    /** A day of archiving that fails should not stop the server: a tenth of the disk, or what is asked for at most in one go. */
    static SetupItem room(ServerSetup server, DiskRoom room) {
        long tenth = room.totalBytes() / 10;
        String found =
                room.freeBytes() / GIBIBYTE + " of " + room.totalBytes() / GIBIBYTE + " GiB free at " + room.path();
        return room.freeBytes() < tenth
                ? look(
                        "room",
                        found,
                        "WAL that cannot be archived stays here, and when the disk is full the server stops; "
                                + server.setting("max_wal_size")
                                        .map(size -> "max_wal_size is " + size)
                                        .orElse("little is left"),
                        "more room for pg_wal")
                : good("room", found);
    }
}
