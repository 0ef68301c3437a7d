package dev.walkback.engine.restore.partial;

import dev.walkback.engine.backup.RelationNames;
import dev.walkback.engine.backup.RelationNames.Database;
import dev.walkback.engine.backup.RelationNames.Place;
import dev.walkback.engine.restore.gate.SafeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files are restored when only some databases or tables are wanted. What came with the server is always restored, in every
 * database: a server that misses its own catalogues does not start.
 */
public final class DatabaseChoice {

    /** Everything. */
    public static final DatabaseChoice ALL = new DatabaseChoice(Set.of(), Set.of());

    private static final long NUMBERS = 1L << 32;

    private final Set<Long> databases;
    private final Set<Place> places;

    private DatabaseChoice(Set<Long> databases, Set<Place> places) {
        this.databases = Set.copyOf(databases);
        this.places = places;
    }

    /**
     * @param names of the backup that is restored
     * @throws UnknownNameException when one of these means nothing there
     */
    public static DatabaseChoice of(RelationNames names, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return ALL;
        }
        check(names, wanted);
        Set<Place> places = new HashSet<>();
        names.visit((database, name, under, filenode, ofSystem) -> {
            boolean isWanted = wanted.stream()
                    .filter(each -> each.isDatabase(database.name()))
                    .anyMatch(each -> each.isTable(name) || (!under.isEmpty() && each.isTable(under)));
            if (ofSystem || isWanted) {
                places.add(new Place(database.oid(), filenode));
            }
        });
        Set<Long> databases = new HashSet<>();
        names.databases().forEach(database -> databases.add(database.oid()));
        return new DatabaseChoice(databases, places);
    }

    /**
     * Whether a member of a tar is restored. A database without a name was made while the backup was taken, and is left whole; what
     * has no safe name is for others to judge.
     */
    public boolean wants(String member) {
        try {
            return wants(SafeName.of(member));
        } catch (SafeName.UnsafeException unsafe) {
            return true;
        }
    }

    private boolean wants(SafeName file) {
        if (!file.isBelow("base") && !file.isBelow("pg_tblspc")) {
            return true;
        }
        String text = file.text();
        int slash = text.lastIndexOf('/');
        long database = number(text.substring(text.lastIndexOf('/', Math.max(0, slash - 1)) + 1, Math.max(0, slash)));
        long filenode = number(file.base());
        return database < RelationNames.FIRST_OF_USERS
                || filenode == 0
                || !databases.contains(database)
                || places.contains(new Place(database, filenode));
    }

    public boolean isAll() {
        return databases.isEmpty();
    }

    /** @throws UnknownNameException when one of these means nothing there */
    public static void check(RelationNames names, List<Wanted> wanted) {
        wanted.forEach(each -> check(each, names));
    }

    private static void check(Wanted wanted, RelationNames names) {
        List<String> databases = new ArrayList<>();
        names.databases().stream().map(Database::name).sorted().forEach(databases::add);
        if (databases.stream().noneMatch(wanted::isDatabase)) {
            throw new UnknownNameException(wanted.typed(), false, databases);
        }
        if (wanted.table().isEmpty()) {
            return;
        }
        Set<String> tables = new TreeSet<>();
        boolean[] found = new boolean[1];
        names.visit((database, name, under, filenode, ofSystem) -> {
            if (wanted.isDatabase(database.name())) {
                found[0] |= wanted.isTable(name) || (!under.isEmpty() && wanted.isTable(under));
                if (!ofSystem) {
                    tables.add(under.isEmpty() ? name : under);
                }
            }
        });
        if (!found[0]) {
            throw new UnknownNameException(wanted.typed(), true, List.copyOf(tables));
        }
    }

    /** That a name begins with, up to a dot or underscore; 0 where it is none. */
    private static long number(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '_') {
            end++;
        }
        try {
            long number = Long.parseLong(name.substring(0, end));
            return number < 0 || number >= NUMBERS ? 0 : number;
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
