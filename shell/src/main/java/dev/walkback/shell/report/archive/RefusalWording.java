package dev.walkback.shell.report.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.restore.partial.UnknownNameException;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** Why a backup is not restored, in the words of its findings: the error's code is that of the first of them. */
public final class RefusalWording {

    private static final int SHOWN = 5;
    private static final int NAMED = 20;

    private RefusalWording() {}

    /** @param storage as {@code Wording} has it */
    public static Problem of(RefusedException refused, String storage) {
        Finding first = refused.findings().getFirst();
        List<String> why = new ArrayList<>();
        refused.findings().stream().limit(SHOWN).map(FindingWording::of).forEach(why::add);
        if (refused.findings().size() > SHOWN) {
            why.add("and " + (refused.findings().size() - SHOWN) + " more");
        }
        why.add(
                refused.begun()
                        ? "what was unpacked has no pg_control, so no server starts on it"
                        : "nothing was written");
        String word = first.code().word();
        String name = ShellWord.quoted(refused.backup().text());
        return new Problem(
                ErrorCode.of(word).orElse(ErrorCode.OBJECT_DAMAGED),
                "backup " + name + " is not restored",
                String.join("\n", why),
                List.of(
                        Suggestion.command("backup verify " + name + " --deep" + storage, "all that is wrong with it"),
                        Suggestion.command("backup list" + storage, "the backups that can be restored"),
                        Suggestion.command("explain " + word, "what it means")));
    }

    /** @param storage as {@code Wording} has it */
    public static Problem of(UnknownNameException unknown, String storage) {
        String kind = unknown.ofTable() ? "tables" : "databases";
        List<String> known = unknown.known();
        String some = String.join(", ", known.stream().limit(NAMED).toList());
        String all = known.size() > NAMED ? some + " and " + (known.size() - NAMED) + " more" : some;
        return new Problem(
                ErrorCode.DATABASE_UNKNOWN,
                "the backup has nothing called " + ShellWord.quoted(unknown.typed()),
                known.isEmpty()
                        ? "it tells no names of databases"
                        : "its " + kind + " are " + all + "; nothing was written",
                List.of(
                        Suggestion.command("explain database-unknown", "how names are written"),
                        Suggestion.command("backup list" + storage, "other backups")));
    }
}
