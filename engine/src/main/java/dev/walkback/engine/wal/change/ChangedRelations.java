package dev.walkback.engine.wal.change;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.ChangedPages;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages that changed, by relation, collected from any number of sources. All that matters is which pages, not when and how often,
 * so the sources may overlap and come in any order.
 */
final class ChangedRelations implements ChangedPages, ChangedBlocks {

    private static final long UNCUT = Long.MAX_VALUE;
    private static final int MAIN = 0;

    private final int pagesPerFile;
    private final Map<Key, Relation> relations = new HashMap<>();
    private @Nullable Key lastKey;
    private @Nullable Relation last;

    private record Key(int tablespace, int database, int relation) {}

    private static final class Relation {

        /** From this page on nothing is what it was. */
        private long cut = UNCUT;

        private final Map<Integer, FileBlocks> files = new HashMap<>(2);
    }

    ChangedRelations(int pagesPerFile) {
        this.pagesPerFile = pagesPerFile;
    }

    @Override
    public void block(int tablespace, int database, int relation, int fork, int number) {
        if (fork == MAIN) {
            relation(tablespace, database, relation)
                    .files
                    .computeIfAbsent(Integer.divideUnsigned(number, pagesPerFile), file -> new FileBlocks(pagesPerFile))
                    .add(Integer.remainderUnsigned(number, pagesPerFile));
        }
    }

    @Override
    public void cut(int tablespace, int database, int relation, int pages) {
        Relation found = relation(tablespace, database, relation);
        found.cut = Math.min(found.cut, Integer.toUnsignedLong(pages));
    }

    @Override
    public Known of(long tablespace, long database, RelationFile file) {
        if (file.fork() != RelationFile.Fork.MAIN) {
            return Known.NOTHING;
        }
        if (relations.containsKey(new Key((int) tablespace, (int) database, 0))) {
            return Known.ALL;
        }
        Relation relation = relations.get(new Key((int) tablespace, (int) database, (int) file.filenode()));
        if (relation == null) {
            return new Known.Pages(new int[0]);
        }
        long first = (long) file.segment() * pagesPerFile;
        if (relation.cut <= first) {
            return Known.ALL;
        }
        FileBlocks blocks = relation.files.get(file.segment());
        int from = (int) Math.min(pagesPerFile, relation.cut - first);
        return new Known.Pages((blocks == null ? new FileBlocks(pagesPerFile) : blocks).pagesAndAllFrom(from));
    }

    private Relation relation(int tablespace, int database, int relation) {
        Key before = lastKey;
        Relation found = last;
        if (found == null
                || before == null
                || before.relation != relation
                || before.database != database
                || before.tablespace != tablespace) {
            Key key = new Key(tablespace, database, relation);
            found = relations.computeIfAbsent(key, made -> new Relation());
            lastKey = key;
            last = found;
        }
        return found;
    }
}
