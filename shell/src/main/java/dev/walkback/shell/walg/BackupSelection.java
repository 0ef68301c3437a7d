package dev.walkback.shell.walg;

import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.shell.walg.backup.MetadataText;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which backup is meant, in which storage: by name, {@code LATEST}, or the user data that was stored with it. */
sealed interface BackupSelection {

    /** The one whose sentinel was stored last, whatever its name and start. */
    record Latest() implements BackupSelection {}

    record Named(String name) implements BackupSelection {}

    /** @param value as decoded: {@code 2.0} is {@code 2}, and the order of names does not count */
    record WithUserData(String typed, @Nullable Object value) implements BackupSelection {}

    static BackupSelection of(String name, String userData, Session session) throws WalgFailure {
        if (!name.isEmpty() && !userData.isEmpty()) {
            throw new WalgFailure("incorrect arguments. Specify target backup name OR target userdata, not both");
        }
        if (name.equals("LATEST")) {
            session.log().info("Selecting the latest backup...");
            return new Latest();
        }
        if (!name.isEmpty()) {
            session.log().info("Selecting the backup with name " + name + "...");
            return new Named(name);
        }
        if (userData.isEmpty()) {
            throw new WalgFailure("insufficient arguments");
        }
        session.log().info("Selecting the backup with the specified user data...");
        try {
            return new WithUserData(userData, MetadataText.value(userData));
        } catch (IOException e) {
            throw new WalgFailure(
                    "failed to read the user data as a JSON object: Failed to unmarshal " + userData + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** @param storages by name, in which it is looked for; of equals the last counts, as in WAL-G */
    default ListedBackup in(List<String> storages, Session session) throws Exception {
        ListedBackup found = null;
        int matching = 0;
        for (String name : storages) {
            try (MutableStorage storage = session.configured().storage(name)) {
                Backups backups = new Backups(storage, name);
                for (ListedBackup each : backups.list()) {
                    if (!matches(each, backups)) {
                        continue;
                    }
                    matching++;
                    boolean isLater = found == null || !each.modified().isBefore(found.modified());
                    found = isLater ? each : found;
                }
            }
        }
        if (found != null && (this instanceof Latest || this instanceof Named || matching == 1)) {
            return found;
        }
        throw new WalgFailure("Failed to select backup: " + whyNone(matching));
    }

    private String whyNone(int matching) {
        return switch (this) {
            case Latest latest -> "No backups found";
            case Named(String name) -> "Backup '" + name + "' does not exist.";
            case WithUserData(String typed, Object value) ->
                matching == 0
                        ? "No backups found"
                        : "too many backups (" + matching + ") found with specified user data: " + typed;
        };
    }

    private boolean matches(ListedBackup backup, Backups backups) throws Backups.UnreadableException {
        return switch (this) {
            case Latest latest -> true;
            case Named(String name) -> backup.name().equals(name);
            case WithUserData(String typed, Object value) -> {
                try {
                    yield Objects.equals(backups.detailed(backup).metadata().userData(), value);
                } catch (StorageException.Missing withoutMetadata) {
                    yield false;
                }
            }
        };
    }

    /** The storages that a command looks in: one that it names, or all that answer. */
    static List<String> storages(Words words, Session session) {
        String target = words.text(
                "target-storage",
                session.configured().text("WALG_TARGET_STORAGE").orElse(""));
        List<String> names = new ArrayList<>();
        if (!target.isEmpty()) {
            names.add(target);
        } else {
            names.add("default");
            names.addAll(session.configured().failoverNames());
        }
        session.log().info("Backup to fetch will be searched in storages: [" + String.join(" ", names) + "]");
        return names;
    }
}
