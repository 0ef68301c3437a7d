package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** A storage that is no archive, although one may be a level above it or below. */
final class Misplaced {

    private static final String ABOVE = "../";
    private static final int SUGGESTED = 3;

    private Misplaced() {}

    /** @throws NotFound when it holds neither backups nor WAL, with the prefix that does as far as that can be seen */
    static void check(Archive archive) {
        if (archive.clusters().isEmpty()) {
            throw of(archive);
        }
    }

    static NotFound of(Archive archive) {
        List<Suggestion> tries = new ArrayList<>();
        String here = archive.location().text();
        archive.elsewhere().stream()
                .limit(SUGGESTED)
                .forEach(found -> tries.add(Suggestion.command(
                        "archive show --storage=" + ShellWord.quoted(place(here, found)),
                        found.equals(ABOVE)
                                ? "one level up: this is a folder within an archive"
                                : "further down: an archive begins there")));
        tries.add(Suggestion.command("storage ls --storage=" + ShellWord.quoted(here), "what there is"));
        long objects = archive.inventory().objects();
        return new NotFound(
                ErrorCode.NOT_AN_ARCHIVE,
                (archive.complete() ? here : "what could be listed of " + here) + " holds neither backups nor WAL",
                objects == 0
                        ? "it is empty; an archive has basebackups_005/ and wal_005/"
                        : "they would lie under basebackups_005/ and wal_005/; " + objects + " objects were looked at",
                tries);
    }

    /** The place that is found from here, without a slash at its end. */
    private static String place(String here, String found) {
        String trimmed = here.endsWith("/") ? here.substring(0, here.length() - 1) : here;
        return found.equals(ABOVE)
                ? trimmed.substring(0, Math.max(0, trimmed.lastIndexOf('/')))
                : trimmed + "/" + found.substring(0, found.length() - (found.endsWith("/") ? 1 : 0));
    }
}
