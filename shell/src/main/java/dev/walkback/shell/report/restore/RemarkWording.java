package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.Remark;
import dev.walkback.shell.report.Text;
import java.util.Map;

/** The sentence for a remark: lower case, no full stop, with what to type instead where it refuses. */
public final class RemarkWording {

    private final Map<String, String> facts;

    private RemarkWording(Remark remark) {
        this.facts = remark.facts();
    }

    public static String of(Remark remark) {
        return new RemarkWording(remark).said(remark.code());
    }

    private String said(Remark.Code code) {
        return switch (code) {
            case DIRECTORY_LIVE ->
                "a server runs on " + fact("path")
                        + (facts.containsKey("pid") ? " (process " + fact("pid") + ")" : "")
                        + ": stop it, or restore elsewhere";
            case DIRECTORY_NOT_EMPTY ->
                fact("path") + " has files in it: choose another directory, or --replace to move them aside";
            case DIRECTORY_RESTORING ->
                "another restore was begun in " + fact("path")
                        + ": go on with it (restore step), or choose another directory";
            case NO_DIRECTORY -> fact("path") + " is no directory that can be used";
            case PLACE_NOT_EMPTY ->
                fact("path")
                        + " has files in it: --tablespace OLD=NEW or --tablespaces-under DIR puts tablespaces elsewhere";
            case PLACES_COLLIDE ->
                fact("path") + " and " + fact("other") + " are not apart: one would lie in the other";
            case TABLESPACE_UNKNOWN ->
                "the backup has no tablespace " + fact("tablespace") + ": name it by where it was, or by its number";
            case TABLESPACE_RELATIVE ->
                "a tablespace was at " + fact("place")
                        + ", which is no whole path: --tablespaces-under DIR puts it elsewhere";
            case NO_SPACE ->
                "not enough room on " + fact("volume") + ": " + bytes("needed-bytes") + " needed, "
                        + bytes("free-bytes") + " free";
            case SERVER_INCREMENTAL ->
                "it is an incremental backup of PostgreSQL's own, from " + fact("from")
                        + " on: restore from-basebackup combines those";
            case DATABASE_UNKNOWN -> "the backup has nothing called " + fact("database") + "; it has " + fact("known");
            case DATABASES_UNTOLD -> "the backup does not tell which files belong to which database";
            case WAL_ENDS_AT_TARGET ->
                "WAL ends at " + fact("to")
                        + ", where the target is: a server that does not see that it passed its target stops "
                        + "with an error. If it does, --latest gets as far";
            case GAP_AHEAD ->
                "this is not the newest moment: segment " + fact("first")
                        + " is missing, and what lies behind it cannot be reached from here";
            case TARGET_NOT_LOOKED_FOR ->
                "nobody has looked where in the WAL the target is: it is taken to be between " + fact("from") + " and "
                        + fact("to")
                        + ". If it is before, the server replays everything and stops with an error: choose an older backup with --backup";
            case TARGET_BY_STORED_TIMES ->
                "when transactions committed was not read: the time was held against when backups finished and segments were stored";
            case TIMELINE_UNTOLD ->
                "the history of timeline " + fact("timeline")
                        + " is missing, so the server is told to stay on the backup's own";
            case LISTING_PARTIAL ->
                "not all of the storage could be listed: there may be a better way, or this one may be stale soon";
            case SERVER_MISSING ->
                "PostgreSQL " + fact("major")
                        + " was not found on this machine; it can be restored here, and not started";
            case COLLATION_UNTOLD ->
                "the backup was made on " + fact("source") + ": if that host's C library or ICU is another than here"
                        + (facts.containsKey("here") ? " (" + fact("here") + ")" : "")
                        + ", text may sort otherwise, and indexes on text have to be built anew";
            case LIBRARY_MISSING ->
                "the server is told to load " + fact("library") + ", which is not installed here: it would not start";
            case LIBRARIES_UNTOLD -> "which libraries the server loads when it starts was not read";
            case CONFIGURATION_OUTSIDE ->
                "postgresql.conf is not in the backup: it lay outside the data directory, as on Debian. A small one that works is written";
            case PARTIAL_RESTORE ->
                "only " + fact("databases")
                        + " can be used afterwards; other databases are there by name and can only be dropped";
            case OWNER_ROOT ->
                fact("path")
                        + " would belong to root, and PostgreSQL does not run as root: --user=postgres gives it to the server's user";
            case SPACE_UNKNOWN -> "how much room there is at " + fact("path") + " could not be told";
            case DIRECTORY_MOVED_ASIDE -> "what is in " + fact("path") + " is moved aside, and nothing of it deleted";
        };
    }

    private String fact(String name) {
        return facts.getOrDefault(name, "?");
    }

    private String bytes(String name) {
        return Text.size(Long.parseLong(facts.getOrDefault(name, "0")));
    }
}
