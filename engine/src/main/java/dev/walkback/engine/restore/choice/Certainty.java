package dev.walkback.engine.restore.choice;

import java.util.Locale;

/** How well it is known where a target lies. */
public enum Certainty {
    /** By its position in WAL. */
    EXACT,
    /** By when backups finished and segments were stored; nobody has read when transactions committed. */
    BY_STORED_TIMES,
    /** Nobody has looked for it: it is taken to be somewhere on the route. */
    NOT_LOOKED_FOR;

    /** {@code by-stored-times}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
