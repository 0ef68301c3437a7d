package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.change.Changes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A backup cannot be made, or not like this. Nothing that looks like one is left behind. */
public final class PushRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Why why;

    /** What is wrong; worded at the edge. */
    public sealed interface Why {

        /** The server that answers has its data elsewhere. */
        record OtherDirectory(Path asked, Path servers) implements Why {}

        /** The server does not archive its WAL, so no backup would ever be complete. */
        record NotArchiving(String mode, boolean configured) implements Why {}

        /** There is such a backup. */
        record NameTaken(BackupName name) implements Why {}

        /** A push that broke off left objects under the same name, which would be unpacked with those of this one. */
        record LeftByAnother(BackupName name) implements Why {}

        /** A standby was promoted while it was being backed up. */
        record Promoted(Timeline before, Timeline after) implements Why {}

        /** A file cannot be read. */
        record UnreadableFile(Path file, String reason) implements Why {}

        /** Nothing is there to be backed up. */
        record NoControlFile(Path expected) implements Why {}

        /** What was stored is whole; the WAL that it needs has not arrived. */
        record WalNotArrived(BackupName name, String segment, long missing, Duration waited) implements Why {}

        /** The parent that was asked for is none. */
        record ParentRefused(ParentVerdict.Refused verdict) implements Why {}

        /** The parent ends after this backup begins: it was taken where WAL was further on, at the primary perhaps. */
        record ParentAhead(BackupName parent, Lsn finish, Lsn start) implements Why {}

        /** The server went on to another timeline since its parent was chosen, and the parent is not in that one's past. */
        record ParentElsewhere(BackupName parent, Timeline theirs, Timeline ours) implements Why {}

        /** Changed pages were to be known from WAL alone, and are not. */
        record ChangesUnknown(List<Changes.Doubt> doubts) implements Why {

            public ChangesUnknown {
                doubts = List.copyOf(doubts);
            }
        }
    }

    public PushRefused(Why why) {
        super(why.toString());
        this.why = why;
    }

    public PushRefused(Why why, Throwable cause) {
        super(why.toString(), cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
