package dev.walkback.shell.command.restore;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.restore.partial.DatabaseChoice;
import dev.walkback.engine.restore.partial.Wanted;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** What {@code --only-database} comes to in the backup that is restored. */
final class OnlyDatabases {

    private OnlyDatabases() {}

    /** The plan was refused over a name that is not there; this asks again, since a saved plan may be older than its archive. */
    static DatabaseChoice choice(RestoreRequest request, Decision decision, RestoreBasis basis) {
        List<Wanted> wanted = new ArrayList<>();
        request.onlyDatabases().forEach(typed -> wanted.add(parsed(typed)));
        if (wanted.isEmpty()) {
            return DatabaseChoice.ALL;
        }
        FilesMetadata files = basis.files()
                .optional()
                .orElseThrow(() -> RefusedException.before(
                        decision.backup().backup().name(),
                        List.of(Finding.of(
                                FindingCode.FILES_METADATA_MISSING,
                                decision.backup().backup().name().text()))));
        return DatabaseChoice.of(files.relations(), wanted);
    }

    private static Wanted parsed(String typed) {
        try {
            return Wanted.parse(typed);
        } catch (Wanted.NoFormException noForm) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "--only-database cannot be " + ShellWord.quoted(typed),
                    "it is a database, or DATABASE/SCHEMA.TABLE",
                    Suggestion.command("help restore plan", "how it is written"));
        }
    }
}
