package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Inventory.Kind;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A storage that is no archive, although one may be a level above it or below. */
final class Misplaced {

    private static final Pattern BELOW = Pattern.compile("(.+)/(?:basebackups_005|wal_005)/.*");
    private static final Pattern ABOVE = Pattern.compile("(.+)/(?:basebackups_005|wal_005)/?");

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
        above(here).ifPresent(place -> tries.add(archiveShow(place, "one level up: this is a folder within an archive")));
        below(archive)
                .forEach(folder -> tries.add(archiveShow(
                        here + (here.endsWith("/") ? "" : "/") + folder, "further down: an archive begins there")));
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

    private static Suggestion archiveShow(String place, String why) {
        return Suggestion.command("archive show --storage=" + ShellWord.quoted(place), why);
    }

    private static Optional<String> above(String here) {
        Matcher folder = ABOVE.matcher(here);
        return folder.matches() ? Optional.of(folder.group(1)) : Optional.empty();
    }

    /** As many as are seen among the samples, no more than three. */
    private static List<String> below(Archive archive) {
        TreeSet<String> folders = new TreeSet<>();
        for (String key : archive.inventory().samples().getOrDefault(Kind.UNKNOWN, List.of())) {
            Matcher folder = BELOW.matcher(key);
            if (folder.matches()) {
                folders.add(folder.group(1));
            }
        }
        return folders.stream().limit(3).toList();
    }
}
