package dev.walkback.engine.finding;

import dev.walkback.engine.backup.BackupName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that looking brought to light.
 *
 * @param subject the name of the thing itself: a backup, a segment, an object's key, a timeline
 * @param facts what else is known of it, by name, as plain text; the words around them are made at the edge
 * @param costs backups that can no longer be restored because of it, or no longer as far
 */
public record Finding(FindingCode code, String subject, SortedMap<String, String> facts, List<BackupName> costs) {

    public Finding {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        costs = List.copyOf(costs);
    }

    public static Finding of(FindingCode code, String subject) {
        return new Finding(code, subject, new TreeMap<>(), List.of());
    }

    public Finding with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(name, value.toString());
        return new Finding(code, subject, more, costs);
    }

    public Finding costing(Collection<BackupName> backups) {
        return new Finding(code, subject, facts, List.copyOf(backups));
    }

    public Severity severity() {
        return code.severity();
    }
}
