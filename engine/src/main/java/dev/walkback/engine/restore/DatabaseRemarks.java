package dev.walkback.engine.restore;

import dev.walkback.engine.backup.RelationNames;
import dev.walkback.engine.restore.partial.DatabaseChoice;
import dev.walkback.engine.restore.partial.UnknownNameException;
import dev.walkback.engine.restore.partial.Wanted;
import java.util.ArrayList;
import java.util.List;

/** What is to be said when only some databases are wanted: before anything is made, since a name may be mistyped. */
final class DatabaseRemarks {

    private DatabaseRemarks() {}

    static Remark on(List<String> typed, RestoreBasis basis) {
        RelationNames names =
                basis.files().optional().map(files -> files.relations()).orElse(null);
        if (names == null || names.databases().isEmpty()) {
            return Remark.of(Remark.Code.DATABASES_UNTOLD);
        }
        try {
            List<Wanted> wanted = new ArrayList<>();
            for (String each : typed) {
                wanted.add(Wanted.parse(each));
            }
            DatabaseChoice.check(names, wanted);
        } catch (UnknownNameException unknown) {
            return unknown(unknown.typed(), unknown.known());
        } catch (Wanted.NoFormException noForm) {
            return unknown(
                    String.valueOf(noForm.getMessage()),
                    names.databases().stream()
                            .map(RelationNames.Database::name)
                            .sorted()
                            .toList());
        }
        return Remark.of(Remark.Code.PARTIAL_RESTORE).with("databases", String.join(", ", typed));
    }

    private static Remark unknown(String typed, List<String> known) {
        return Remark.of(Remark.Code.DATABASE_UNKNOWN).with("database", typed).with("known", String.join(", ", known));
    }
}
