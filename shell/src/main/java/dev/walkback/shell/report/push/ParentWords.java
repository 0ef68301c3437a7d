package dev.walkback.shell.report.push;

import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.push.delta.WhyNot;
import dev.walkback.engine.wal.change.Changes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a backup is made from, and why not from others. */
public final class ParentWords {

    private static final int SOME = 3;

    private ParentWords() {}

    /** One sentence. */
    public static String of(ParentVerdict verdict) {
        return switch (verdict) {
            case ParentVerdict.Chosen chosen ->
                "delta " + chosen.parent().count() + " from " + chosen.parent().name()
                        + passedOver(chosen.passedOver());
            case ParentVerdict.Full full -> "a full backup: " + reason(full) + passedOver(full.passedOver());
            case ParentVerdict.Refused refused -> refused(refused);
        };
    }

    private static String reason(ParentVerdict.Full full) {
        return switch (full.reason()) {
            case WISHED -> "no delta was asked for";
            case FIRST -> "there is no backup yet";
            case NONE_FITS -> "no backup fits as a parent";
            case RULE ->
                full.because() == null
                        ? "a rule forbids a delta"
                        : full.because().name() + " " + of(full.because().why());
        };
    }

    private static String passedOver(List<ParentVerdict.PassedOver> all) {
        if (all.isEmpty()) {
            return "";
        }
        return "; "
                + all.stream()
                        .limit(SOME)
                        .map(each -> each.name() + " " + of(each.why()))
                        .collect(Collectors.joining("; "))
                + (all.size() > SOME ? "; and " + (all.size() - SOME) + " more" : "");
    }

    /** Why a named parent is none. */
    public static String refused(ParentVerdict.Refused refused) {
        String asked = switch (refused.asked()) {
            case NAME -> refused.text() + " cannot be the parent";
            case USER_DATA -> "no backup that was stored with " + refused.text() + " can be the parent";
            case USER_DATA_OF_SEVERAL -> "several backups were stored with " + refused.text();
        };
        return asked + passedOver(refused.passedOver());
    }

    static String of(WhyNot why) {
        return switch (why) {
            case WhyNot.Absent _ -> "is not there";
            case WhyNot.Unreadable unreadable -> "has an unreadable " + unreadable.document() + ": " + unreadable.why();
            case WhyNot.NoStart _ -> "does not say where it starts";
            case WhyNot.OtherSystem other -> "is of another system, " + other.theirs();
            case WhyNot.OtherMajor other -> "is of version " + other.theirs();
            case WhyNot.OtherBranch branch -> "is on timeline " + branch.timeline() + ", off this server's past";
            case WhyNot.AheadOfUs ahead -> "ends at " + ahead.finish() + ", after " + ahead.start();
            case WhyNot.BrokenChain _ -> "stands on a chain that is broken";
            case WhyNot.TarsMissing missing -> "lacks " + missing.tar() + " of " + missing.member();
            case WhyNot.NoFilesMetadata _ -> "keeps no list of its files";
            case WhyNot.OtherNames _ -> "names its files as base backups do";
            case WhyNot.ChecksumsSwitched switched ->
                "was made before checksums were switched " + (switched.nowOn() ? "on" : "off");
            case WhyNot.Permanent _ -> "is permanent, and this one is not to be";
            case WhyNot.EnoughSteps steps ->
                "would carry delta " + steps.steps() + ", and " + steps.most() + " are allowed";
        };
    }

    /** How changed pages are found. */
    public static String of(Changes changes) {
        String basis = switch (changes.basis()) {
            case READING -> "changed pages are found by reading";
            case SUMMARIES -> "changed pages are known from the server's summaries";
            case WAL -> "changed pages are known from WAL";
        };
        return basis + (changes.doubts().isEmpty() ? "" : "; " + doubts(changes.doubts()));
    }

    static String doubts(List<Changes.Doubt> doubts) {
        return doubts.stream()
                .limit(SOME)
                .map(doubt -> doubt.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (doubt.subject().isEmpty() ? "" : " (" + doubt.subject() + ")"))
                .collect(Collectors.joining(", "));
    }
}
