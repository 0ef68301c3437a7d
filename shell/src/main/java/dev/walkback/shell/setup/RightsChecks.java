package dev.walkback.shell.setup;

import static dev.walkback.shell.setup.SetupItem.good;
import static dev.walkback.shell.setup.SetupItem.look;
import static dev.walkback.shell.setup.SetupItem.missing;

import java.util.ArrayList;
import java.util.List;

/** What the role that asks may do. */
final class RightsChecks {

    private RightsChecks() {}

    static List<SetupItem> of(ServerSetup.Rights rights) {
        if (rights.superuser()) {
            return List.of(good("rights", rights.role() + " is a superuser"));
        }
        List<SetupItem> items = new ArrayList<>();
        if (!rights.backsUp()) {
            items.add(
                    missing(
                            "rights",
                            rights.role() + " may not begin and end backups",
                            "backup push of a data directory calls pg_backup_start and pg_backup_stop",
                            "GRANT EXECUTE ON FUNCTION pg_backup_start(text, boolean), pg_backup_stop(boolean) TO "
                                    + rights.role()
                                    + "   # before 15: pg_start_backup(text, boolean, boolean), pg_stop_backup(boolean, boolean)"));
        }
        if (!rights.replicates()) {
            items.add(look(
                    "rights",
                    rights.role() + " may not replicate",
                    "wal receive and backup push without a data directory need it",
                    "ALTER ROLE " + rights.role() + " REPLICATION"));
        }
        if (!rights.switchesWal()) {
            items.add(look(
                    "rights",
                    rights.role() + " may not switch WAL",
                    "archiver status --switch needs it",
                    "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO " + rights.role()));
        }
        if (!rights.readsSettings()) {
            items.add(look(
                    "rights",
                    rights.role() + " may not see all settings",
                    "some of what is checked here is hidden from it",
                    "GRANT pg_read_all_settings TO " + rights.role()));
        }
        return items.isEmpty() ? List.of(good("rights", rights.role() + " may do all that is needed")) : items;
    }
}
