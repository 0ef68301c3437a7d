package dev.walkback.shell.walg;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.copy.ArchiveCopy;
import dev.walkback.engine.copy.ArchiveCopyExecutor;
import dev.walkback.engine.copy.ArchiveCopying;
import dev.walkback.engine.copy.CopyRequest;
import dev.walkback.engine.copy.WalLack;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code copy}: between the primary storages of two config files, of which neither knows the other's settings. */
final class Copy {

    private static final int OBJECTS_AT_ONCE = 8;
    private static final int SOME = 5;

    private final Words words;
    private final Session session;

    private Copy(Words words, Session session) {
        this.words = words;
        this.session = session;
    }

    /** The words that it takes: none, and two flags that must be there. */
    static void check(String commandPath, Words words) throws WalgUsage {
        Arity.NONE.check(commandPath, words);
        List<String> absent = new ArrayList<>();
        for (String flag : List.of("from", "to")) {
            if (!words.given().containsKey(flag)) {
                absent.add("\"" + flag + "\"");
            }
        }
        if (!absent.isEmpty()) {
            throw new WalgUsage("required flag(s) " + String.join(", ", absent) + " not set");
        }
    }

    static void run(Words words, Session session) throws Exception {
        try (MutableStorage from = session.configured().storageOf(words.text("from", ""));
                MutableStorage to = session.configured().storageOf(words.text("to", ""))) {
            new Copy(words, session).copy(from, to);
        }
        session.log().info("Success copy.");
    }

    private void copy(Storage from, MutableStorage to) throws Exception {
        SegmentSize size = size();
        ArchiveCopy copy =
                ArchiveCopying.plan(from, to, new CopyRequest(backups(from), size, words.has("with-history")));
        refuse(copy);
        copy.marked()
                .forEach(name -> session.log()
                        .warning("Backup " + name + " is permanent in one of the storages only, and is left so"));
        ContentSink sink =
                new ContentSink(to, Layers.unencrypted(), Codecs.named("none").orElseThrow());
        ArchiveCopyExecutor executor = new ArchiveCopyExecutor(from, sink, OBJECTS_AT_ONCE, bytes -> {});
        List<CopyObject> steps = copy.plan().steps();
        for (int at = 0; at < steps.size(); at += executor.atOnce()) {
            List<CopyObject> some = steps.subList(at, Math.min(steps.size(), at + executor.atOnce()));
            executor.perform(some);
            some.forEach(step -> session.log()
                    .info("Copied \"" + step.object() + "\" to \"" + step.object() + "\" without transformation."));
        }
    }

    private SegmentSize size() throws WalgFailure {
        long bytes = session.configured().number("WALG_PG_WAL_SIZE", 16) << 20;
        if (!SegmentSize.isPossible(bytes)) {
            throw WalgFailure.wherePanics(
                    "WALG_PG_WAL_SIZE is the size of a WAL segment in MiB: 1, 2, 4 and so on to 1024");
        }
        return new SegmentSize((int) bytes);
    }

    /** All of them where no name was given. */
    private List<BackupName> backups(Storage from) throws WalgFailure {
        String typed = words.text("backup-name", "");
        List<ListedBackup> listed = new Backups(from, "default").list();
        if (listed.isEmpty()) {
            throw new WalgFailure("No backups found");
        }
        if (typed.isEmpty()) {
            return List.of();
        }
        if (typed.equals("LATEST")) {
            ListedBackup latest = listed.stream()
                    .max(Comparator.comparing(ListedBackup::modified))
                    .orElseThrow();
            return List.of(new BackupName(latest.name()));
        }
        if (listed.stream().noneMatch(backup -> backup.name().equals(typed))) {
            throw new WalgFailure("Backup '" + typed + "' does not exist.");
        }
        return List.of(new BackupName(typed));
    }

    private void refuse(ArchiveCopy copy) throws WalgFailure {
        for (WalLack lack : copy.lacks()) {
            switch (lack) {
                case WalLack.OfBackup(BackupName backup, var segment) ->
                    throw new WalgFailure("required PostgreSQL WAL segment \"" + segment + "\" of backup " + backup
                            + " is missing; nothing was copied");
                case WalLack.Untold(BackupName backup) ->
                    throw new WalgFailure("nothing tells which WAL backup " + backup + " needs; nothing was copied");
                case WalLack.Hole(var before, var after) ->
                    throw new WalgFailure("gap in PostgreSQL WAL history on timeline "
                            + before.name().substring(0, 8) + " between segments " + before.number() + " and "
                            + after.number() + "; nothing was copied");
                // restored from neither side by itself, and needed by nothing that was asked for
                case WalLack.OfAncestor(BackupName backup, var segment) ->
                    session.log().warning("WAL segment \"" + segment + "\" of backup " + backup + " is missing");
            }
        }
        if (!copy.different().isEmpty()) {
            List<String> some = copy.different().stream().limit(SOME).toList();
            throw new WalgFailure("destination objects conflict with source: "
                    + copy.different().size() + " hold other content, among them " + String.join(", ", some)
                    + "; nothing was copied");
        }
        if (!copy.strangers().isEmpty()) {
            throw new WalgFailure("the destination holds backups of another cluster, system identifier "
                    + copy.strangers().getFirst() + "; nothing was copied");
        }
    }
}
