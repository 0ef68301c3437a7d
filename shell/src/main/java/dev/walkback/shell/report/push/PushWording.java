package dev.walkback.shell.report.push;

import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Why there is no backup, or not one that counts. */
public final class PushWording {

    private static final String NOTHING = "nothing that looks like a backup was left behind";

    private PushWording() {}

    public static Problem of(ServerFailure failure) {
        String why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case UNREACHABLE ->
                new Problem(
                        ErrorCode.SERVER_UNREACHABLE,
                        "no server answers at " + failure.server(),
                        why,
                        List.of(Suggestion.shell(
                                "pg_isready -h HOST -p PORT", "whether one listens; no other is ever tried")));
            case DENIED ->
                new Problem(
                        ErrorCode.SERVER_DENIED,
                        "the server at " + failure.server() + " does not let this role in, or not do this",
                        why,
                        List.of(Suggestion.command(
                                "explain " + ErrorCode.SERVER_DENIED.text(), "what a role needs for backups")));
            case LOST ->
                new Problem(
                        ErrorCode.SERVER_LOST,
                        "the session with " + failure.server() + " was lost",
                        why + "\n" + NOTHING,
                        List.of(Suggestion.command(
                                "explain " + ErrorCode.SERVER_LOST.text(), "what may have ended it")));
            case REFUSED ->
                new Problem(
                        ErrorCode.SERVER_REFUSED,
                        "the server at " + failure.server() + " did not do it",
                        why,
                        List.of(Suggestion.command("explain " + ErrorCode.SERVER_REFUSED.text(), "what it means")));
        };
    }

    /** @param storage as {@code Wording} has it */
    public static Problem of(PushRefused refused, String storage) {
        return switch (refused.why()) {
            case PushRefused.Why.OtherDirectory(var asked, var servers) ->
                new Problem(
                        ErrorCode.DATA_DIRECTORY_OTHER,
                        ShellWord.quoted(asked.toString()) + " is not the data directory of the server that answers",
                        "its data_directory is " + servers,
                        List.of(Suggestion.command("help backup push", "how another server is named")));
            case PushRefused.Why.NotArchiving(String mode, boolean configured) ->
                new Problem(
                        ErrorCode.NOT_ARCHIVING,
                        "the server does not archive its WAL",
                        "archive_mode is " + mode
                                + (configured ? "" : ", neither archive_command nor archive_library is set")
                                + ", and nobody receives its WAL; without WAL no backup can be restored",
                        List.of(Suggestion.command("explain " + ErrorCode.NOT_ARCHIVING.text(), "what to set")));
            case PushRefused.Why.NameTaken(var name) ->
                new Problem(
                        ErrorCode.BACKUP_EXISTS,
                        "there is a backup " + name + " already",
                        "a backup is called by the segment it starts in, and this one starts in the same; wait until the server's"
                                + " WAL has moved on",
                        List.of(Suggestion.command("backup show " + name + storage, "what is there")));
            case PushRefused.Why.LeftByAnother(var name) ->
                new Problem(
                        ErrorCode.PUSH_LEFT_BEHIND,
                        "objects of a push that broke off lie under the name " + name,
                        "they would be unpacked with those of this one; wait until the server's WAL has moved on, or take them away",
                        List.of(Suggestion.command(
                                "storage ls -r basebackups_005/" + name + "/" + storage, "what there is")));
            case PushRefused.Why.Promoted(var before, var after) ->
                new Problem(
                        ErrorCode.PROMOTED_MEANWHILE,
                        "the standby was promoted while it was being backed up",
                        "it was on timeline " + before + " and is on " + after + " now; " + NOTHING,
                        List.of(Suggestion.command(
                                "explain " + ErrorCode.PROMOTED_MEANWHILE.text(), "why that matters")));
            case PushRefused.Why.UnreadableFile(var file, String reason) ->
                new Problem(
                        ErrorCode.FILE_UNREADABLE,
                        "cannot read " + ShellWord.quoted(file.toString()),
                        reason + "; " + NOTHING,
                        List.of(Suggestion.shell("ls -l " + ShellWord.quoted(file.toString()), "whose it is")));
            case PushRefused.Why.NoControlFile(var expected) ->
                new Problem(
                        ErrorCode.NO_DATA_DIRECTORY,
                        ShellWord.quoted(expected.toString()) + " is not there",
                        "every data directory has it; " + NOTHING,
                        List.of(Suggestion.command("help backup push", "what is to be named")));
            case PushRefused.Why.ParentRefused(var verdict) ->
                new Problem(
                        ErrorCode.PARENT_REFUSED,
                        ParentWords.of(verdict),
                        (verdict.passedOver().isEmpty() ? "one backup has to be meant" : ParentWords.refused(verdict))
                                + "\n" + NOTHING,
                        List.of(Suggestion.command("backup list" + storage, "which there are")));
            case PushRefused.Why.ParentAhead(var parent, var finish, var start) ->
                new Problem(
                        ErrorCode.PARENT_REFUSED,
                        "no delta can be made from " + parent,
                        "it ends at " + finish + ", and this backup would begin at " + start
                                + ": this server is behind the one that was backed up last; " + NOTHING,
                        List.of(Suggestion.command("help backup push", "--full makes one that needs no other")));
            case PushRefused.Why.ParentElsewhere(var parent, var theirs, var ours) ->
                new Problem(
                        ErrorCode.PARENT_REFUSED,
                        "no delta can be made from " + parent,
                        "it is on timeline " + theirs + ", and the server went over to " + ours + " meanwhile; "
                                + NOTHING,
                        List.of(Suggestion.command("help backup push", "--full makes one that needs no other")));
            case PushRefused.Why.ChangesUnknown(var doubts) ->
                new Problem(
                        ErrorCode.CHANGES_UNKNOWN,
                        "which pages changed is not known from WAL alone",
                        doubts.stream().map(ParentWords::of).collect(Collectors.joining("\n")) + "\n" + NOTHING,
                        List.of(Suggestion.command("help backup push", "without WALG_FORCE_WAL_DELTA files are read")));
            case PushRefused.Why.WalNotArrived(var name, String segment, long missing, var waited) ->
                new Problem(
                        ErrorCode.WAL_NOT_ARRIVED,
                        "backup " + name + " is stored, and the WAL that it needs is not",
                        Text.count(missing, "segment") + " from " + segment + " on did not arrive within "
                                + Text.lasting(waited)
                                + "; the backup counts as soon as they do",
                        List.of(
                                Suggestion.command("backup show " + name + storage, "whether they have come"),
                                Suggestion.shell(
                                        "psql -c 'select * from pg_stat_archiver'", "what the archiver says")));
        };
    }
}
