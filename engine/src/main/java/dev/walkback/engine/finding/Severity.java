package dev.walkback.engine.finding;

import java.util.Locale;

/** How bad a finding is, the mildest first. */
public enum Severity {
    /** Worth knowing; nothing is lost by it. */
    NOTE,
    /** Something may be lost, or will be if nobody acts. */
    WARNING,
    /** Something cannot be restored, or would come out wrong. */
    DAMAGE;

    /** As JSON and plain output have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
