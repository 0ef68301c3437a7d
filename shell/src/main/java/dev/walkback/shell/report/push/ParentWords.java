package dev.walkback.shell.report.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.push.delta.WhyNot;
import dev.walkback.engine.wal.change.Changes;
import java.util.List;

/** Why a backup is a delta of another or a full one, and how the pages that changed are found. */
public final class ParentWords {

    private ParentWords() {}

    /** Each backup that was passed over, newest first. */
    public static List<String> passedOver(ParentVerdict verdict) {
        return verdict.passedOver().stream()
                .map(each -> "not from " + each.name() + ": " + of(each.why()))
                .toList();
    }

    /** One sentence. */
    public static String of(ParentVerdict verdict) {
        return switch (verdict) {
            case ParentVerdict.Chosen chosen ->
                "delta " + chosen.parent().count() + " from " + chosen.parent().name() + ", with pages changed since "
                        + chosen.parent().start();
            case ParentVerdict.Full(var reason, var because, var passedOver) ->
                "full backup: "
                        + switch (reason) {
                            case WISHED -> "no delta was asked for";
                            case FIRST -> "there is none yet to make a delta from";
                            case NONE_FITS -> "none of the backups can carry a delta";
                            case RULE -> because == null ? "" : because.name() + " " + of(because.why());
                        };
            case ParentVerdict.Refused(var asked, String text, var passedOver) ->
                switch (asked) {
                    case NAME -> "no delta can be made from " + text;
                    case USER_DATA -> "no delta can be made from a backup with the user data " + text;
                    case USER_DATA_OF_SEVERAL -> "several backups have the user data " + text;
                };
        };
    }

    public static String of(WhyNot why) {
        return switch (why) {
            case WhyNot.Absent() -> "there is no such backup";
            case WhyNot.Unreadable(String document, String reason) -> "its " + document + " cannot be used: " + reason;
            case WhyNot.NoStart() -> "it does not say where it starts";
            case WhyNot.OtherSystem(var theirs, var ours) ->
                "it is of system " + theirs + ", and the server is " + ours;
            case WhyNot.OtherMajor(String theirs, String ours) ->
                "it is of PostgreSQL " + theirs + ", and the server is " + ours;
            case WhyNot.OtherBranch(var timeline, var left) ->
                "it lies on timeline " + timeline + ", "
                        + (left == null ? "which is no past of the server's" : "which the server left at " + left);
            case WhyNot.AheadOfUs(var finish, var start) ->
                "it ends at " + finish + ", after this one begins at " + start;
            case WhyNot.BrokenChain(Chain.Break broken) -> "its chain is broken: " + of(broken);
            case WhyNot.TarsMissing(BackupName member, String tar) ->
                tar.isEmpty() ? member + " has no parts" : "part " + tar + " of " + member + " is not there";
            case WhyNot.NoFilesMetadata() -> "it keeps no list of its files";
            case WhyNot.OtherNames() -> "it was taken through the replication protocol and names its files otherwise";
            case WhyNot.ChecksumsSwitched(boolean nowOn) ->
                "checksums were switched " + (nowOn ? "on" : "off")
                        + " since, which changes pages without a word in WAL";
            case WhyNot.Permanent() -> "is permanent, and what is made from it would have to be";
            case WhyNot.EnoughSteps(int steps, int most) ->
                "is delta " + steps + ", and " + most + " in a row are allowed";
        };
    }

    /** Why a named parent is none. */
    public static String refused(ParentVerdict.Refused refused) {
        return String.join("\n", passedOver(refused));
    }

    private static String of(Chain.Break broken) {
        return switch (broken) {
            case Chain.Break.ParentMissing(var delta, var parent) -> delta + " stands on " + parent + ", which is gone";
            case Chain.Break.Cycle(var delta) -> delta + " stands on itself";
            case Chain.Break.Untold(var delta, String what) -> delta + " does not tell its " + what;
            case Chain.Break.Foreign(var delta, var parent, var timeline, var left) ->
                delta + " stands on " + parent + ", which lies on another branch, timeline " + timeline;
            case Chain.Break.OtherSystem(var delta, var parent) ->
                delta + " stands on " + parent + " of another system";
            case Chain.Break.ParentFinishesLater(var delta, var parent, var finish, var start) ->
                delta + " begins at " + start + ", before its parent " + parent + " ends";
            case Chain.Break.OtherSince(var delta, var parent, var since, var start) ->
                delta + " was made from another " + parent;
            case Chain.Break.OtherCount(var delta, int said, int found) ->
                delta + " counts " + said + " steps, and there are " + found;
        };
    }

    public static String of(Changes changes) {
        return switch (changes.basis()) {
            case READING -> "changed pages are found by reading the files that were touched";
            case SUMMARIES ->
                "changed pages are known from " + changes.summaries() + " of the server's summaries of WAL";
            case WAL ->
                "changed pages are known from WAL, " + changes.maps() + " stored maps and " + changes.segments()
                        + " segments";
        };
    }

    public static String of(Changes.Doubt doubt) {
        String subject = doubt.subject();
        return switch (doubt.kind()) {
            case ANOTHER_PAST -> "the parent is no past of the server's";
            case NO_SUMMARIES -> "the server keeps no summaries of WAL that can be read here";
            case SUMMARY_MISSING -> "no summary covers " + subject;
            case SUMMARY_DAMAGED -> "the summary " + subject + " is damaged";
            case WAL_MISSING -> "segment " + subject + " is neither in the archive nor on the server";
            case WAL_ENDS -> "WAL ends or is damaged in " + subject;
            case WAL_MINIMAL -> "wal_level was minimal at " + subject;
            case UNTRACED -> "at " + subject + " something happened that WAL does not tell by page";
        };
    }
}
