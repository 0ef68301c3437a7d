package dev.walkback.engine.backup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What databases and relations were called when a backup was made, in columns: a cluster may have a million relations.
 * Numbers have 32 bits without a sign.
 */
public final class RelationNames {

    private static final int MOST_TEXT_BYTES = 1 << 28;

    private final Map<String, Integer> databaseNumbers = new HashMap<>();
    private final List<Database> databases = new ArrayList<>();
    private int[] databaseOf = new int[1 << 8];
    private long[] filenodes = new long[1 << 8];
    private int[] texts = new int[1 << 8];
    private byte[] text = new byte[1 << 12];
    private int textBytes;
    private int relations;

    /** @param oid the name of its folder in {@code base/} */
    public record Database(String name, long oid) {}

    /** What a relation's files are called: where, and by which number. */
    public record Place(long database, long filenode) {}

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
    void relation(String name, long filenode) {
        if (filenode == 0) {
            return;
        }
        if (relations == filenodes.length) {
            databaseOf = Arrays.copyOf(databaseOf, relations * 2);
            filenodes = Arrays.copyOf(filenodes, relations * 2);
            texts = Arrays.copyOf(texts, relations * 2);
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        reserveText(bytes.length);
        System.arraycopy(bytes, 0, text, textBytes, bytes.length);
        textBytes += bytes.length;
        databaseOf[relations] = databases.size() - 1;
        filenodes[relations] = filenode;
        texts[relations++] = textBytes;
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
                int from = i == 0 ? 0 : texts[i - 1];
                names.put(place, new String(text, from, texts[i] - from, StandardCharsets.UTF_8));
            }
        }
        return names;
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
