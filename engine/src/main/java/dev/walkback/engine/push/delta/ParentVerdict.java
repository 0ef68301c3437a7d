package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.push.Parent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new backup is made from, and how that came about. */
public sealed interface ParentVerdict {

    /** Backups that were looked at before, newest first, and are not it. */
    List<PassedOver> passedOver();

    record PassedOver(BackupName name, WhyNot why) {}

    /**
     * A delta from this one.
     *
     * @param chain that it ends
     */
    record Chosen(Parent parent, Chain chain, List<PassedOver> passedOver) implements ParentVerdict {

        public Chosen {
            passedOver = List.copyOf(passedOver);
        }

        public Backup backup() {
            return chain.members().getLast();
        }

        public Backup full() {
            return chain.members().getFirst();
        }
    }

    /**
     * A full backup.
     *
     * @param because the backup that would have been the parent but for a rule; null where there was none to be
     */
    record Full(Reason reason, @Nullable PassedOver because, List<PassedOver> passedOver) implements ParentVerdict {

        public Full {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** Nothing: a parent was named, and is none. */
    record Refused(Asked asked, String text, List<PassedOver> passedOver) implements ParentVerdict {

        public Refused {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** Why a full backup is made. */
    enum Reason {
        /** No delta was asked for. */
        WISHED,
        /** There is no backup yet. */
        FIRST,
        /** There are backups, and each has something against it. */
        NONE_FITS,
        /** The one that fits may not be used: {@link Full#because} says which and why. */
        RULE
    }

    /** What a refused parent was chosen by. */
    enum Asked {
        NAME,
        USER_DATA,
        USER_DATA_OF_SEVERAL
    }
}
