package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BaseBackup.Form;
import dev.walkback.engine.restore.Remark;
import dev.walkback.engine.restore.TablespacePlaces;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where tablespaces go.
 *
 * @param places by number
 */
record TablespaceLayout(Map<String, Path> places, List<Remark> remarks) {

    static TablespaceLayout of(Preface preface, TablespacePlaces wished) {
        Map<String, Path> places = new TreeMap<>();
        List<Remark> remarks = new ArrayList<>();
        Set<String> used = new HashSet<>();
        preface.tablespaces().forEach((number, was) -> {
            try {
                Path place = switch (wished) {
                    case TablespacePlaces.Kept _ -> Path.of(was);
                    case TablespacePlaces.Under(Path folder) -> folder.resolve(number);
                    case TablespacePlaces.Moved(Map<String, Path> moved) -> {
                        String named = moved.containsKey(was) ? was : number;
                        used.add(named);
                        yield moved.containsKey(named) ? moved.get(named) : Path.of(was);
                    }
                };
                if (!place.isAbsolute()) {
                    remarks.add(Remark.of(Remark.Code.TABLESPACE_RELATIVE)
                            .with("tablespace", number)
                            .with("path", place));
                }
                places.put(number, place.normalize());
            } catch (InvalidPathException notAPath) {
                remarks.add(Remark.of(Remark.Code.TABLESPACE_RELATIVE)
                        .with("tablespace", number)
                        .with("path", was));
            }
        });
        if (wished instanceof TablespacePlaces.Moved(Map<String, Path> moved)) {
            moved.keySet().stream()
                    .filter(named -> !used.contains(named))
                    .forEach(named -> remarks.add(
                            Remark.of(Remark.Code.TABLESPACE_UNKNOWN).with("tablespace", named)));
        }
        return new TablespaceLayout(places, remarks);
    }

    /** A plain backup's tablespaces lie where its links lead, which is no place to put them. */
    static boolean isTheBackupsOwn(Preface preface, Path place) {
        return preface.backup().form() == Form.PLAIN && preface.tablespaces().containsValue(place.toString());
    }
}
