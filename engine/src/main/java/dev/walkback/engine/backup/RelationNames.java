package dev.walkback.engine.backup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What databases and relations were called when a backup was made, in columns: a cluster may have a million relations.
 * Numbers have 32 bits without a sign.
 */
public final class RelationNames {

    /** Databases and relations that users make have numbers from here on. */
    public static final long FIRST_OF_USERS = 16384;

    private static final int MOST_TEXT_BYTES = 1 << 28;

    private final Map<String, Integer> databaseNumbers = new HashMap<>();
    private final List<Database> databases = new ArrayList<>();
    private int[] databaseOf = new int[1 << 8];
    private long[] filenodes = new long[1 << 8];
    private int[] texts = new int[1 << 8];
    /** Which topmost table a part belongs to; 0 for none. Parts of one table stand together. */
    private int[] tops = new int[1 << 8];

    private final List<String> topNames = new ArrayList<>(List.of(""));
    private final BitSet ofSystem = new BitSet();
    private byte[] text = new byte[1 << 12];
    private int textBytes;
    private int relations;

    /** @param oid the name of its folder in {@code base/} */
    public record Database(String name, long oid) {}

    /** What a relation's files are called: where, and by which number. */
    public record Place(long database, long filenode) {}

    /** Told of every relation that has files. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param name {@code schema.name}
         * @param under the topmost table that it is a part of, likewise; empty for what is no part
         * @param ofSystem whether it came with the server, whatever its files are called
         */
        void relation(Database database, String name, String under, long filenode, boolean ofSystem);
    }

    RelationNames() {}

    void database(String name, long oid) {
        Integer known = databaseNumbers.get(name);
        if (known != null) {
            databases.set(known, new Database(name, oid));
            return;
        }
        reserveText(name.length());
        databaseNumbers.put(name, databases.size());
        databases.add(new Database(name, oid));
    }

    /** Of the database that was added last. Relations without files of their own are not kept. */
    void relation(String name, long oid, long filenode, String under) {
        if (filenode == 0) {
            return;
        }
        if (relations == filenodes.length) {
            databaseOf = Arrays.copyOf(databaseOf, relations * 2);
            filenodes = Arrays.copyOf(filenodes, relations * 2);
            texts = Arrays.copyOf(texts, relations * 2);
            tops = Arrays.copyOf(tops, relations * 2);
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        reserveText(bytes.length);
        System.arraycopy(bytes, 0, text, textBytes, bytes.length);
        textBytes += bytes.length;
        databaseOf[relations] = databases.size() - 1;
        filenodes[relations] = filenode;
        tops[relations] = top(under);
        ofSystem.set(relations, oid < FIRST_OF_USERS);
        texts[relations++] = textBytes;
    }

    private int top(String under) {
        if (under.isEmpty()) {
            return 0;
        }
        if (!topNames.getLast().equals(under)) {
            reserveText(under.length());
            topNames.add(under);
        }
        return topNames.size() - 1;
    }

    public List<Database> databases() {
        return List.copyOf(databases);
    }

    public int relations() {
        return relations;
    }

    /** {@code schema.name} of those of these places that have one. */
    public Map<Place, String> names(Set<Place> wanted) {
        Map<Place, String> names = new HashMap<>();
        for (int i = 0; i < relations; i++) {
            Place place = new Place(databases.get(databaseOf[i]).oid(), filenodes[i]);
            if (wanted.contains(place)) {
                names.put(place, name(i));
            }
        }
        return names;
    }

    public void visit(Visitor visitor) {
        for (int i = 0; i < relations; i++) {
            visitor.relation(
                    databases.get(databaseOf[i]), name(i), topNames.get(tops[i]), filenodes[i], ofSystem.get(i));
        }
    }

    private String name(int relation) {
        int from = relation == 0 ? 0 : texts[relation - 1];
        return new String(text, from, texts[relation] - from, StandardCharsets.UTF_8);
    }

    private void reserveText(int more) {
        if (textBytes + more > MOST_TEXT_BYTES) {
            throw new FilesMetadataParser.TooLargeException("it holds too many names of relations");
        }
        if (textBytes + more > text.length) {
            text = Arrays.copyOf(text, Math.max(textBytes + more, text.length * 2));
        }
    }
}
