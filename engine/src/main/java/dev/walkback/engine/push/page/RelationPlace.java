package dev.walkback.engine.push.page;

import dev.walkback.engine.backup.RelationFile;
import java.util.Optional;

/**
 * Where a relation's file belongs, as its name in a backup tells: {@code /base/5/1259},
 * {@code /pg_tblspc/16384/PG_15_202209061/5/16400}, {@code /global/1262}.
 *
 * @param tablespace 1663 for the default one, 1664 for the one of shared relations
 * @param database 0 for shared relations
 */
public record RelationPlace(long tablespace, long database, RelationFile file) {

    public static final long DEFAULT_TABLESPACE = 1663;
    public static final long SHARED_TABLESPACE = 1664;

    /** Empty for whatever is no relation's. */
    public static Optional<RelationPlace> of(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length < 3 || !parts[0].isEmpty()) {
            return Optional.empty();
        }
        Optional<RelationFile> file = RelationFile.named(parts[parts.length - 1]);
        return switch (parts[1]) {
            case "global" -> parts.length == 3 ? place(SHARED_TABLESPACE, 0, file) : Optional.empty();
            case "base" -> parts.length == 4 ? place(DEFAULT_TABLESPACE, number(parts[2]), file) : Optional.empty();
            case "pg_tblspc" -> parts.length == 6 ? place(number(parts[2]), number(parts[4]), file) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<RelationPlace> place(long tablespace, long database, Optional<RelationFile> file) {
        return tablespace < 0 || database < 0
                ? Optional.empty()
                : file.map(relation -> new RelationPlace(tablespace, database, relation));
    }

    /** Below zero for what is no number. */
    private static long number(String text) {
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
    }
}
