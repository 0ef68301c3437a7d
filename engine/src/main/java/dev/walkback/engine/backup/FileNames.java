package dev.walkback.engine.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The names of a backup's files, each once and by number, in a dozen bytes apiece: a cluster may have millions. Folders are
 * few and kept as text; a relation's file is two numbers; the few other names repeat from folder to folder.
 */
final class FileNames {

    /** A cluster with more files than this is not known to anybody. */
    static final int MOST_NAMES = 1 << 25;

    static final int MOST_TEXT = 1 << 26;

    private static final int NONE = -1;
    private static final long TEXT = 1L << 63;

    private final Texts folders = new Texts();
    private final Texts texts = new Texts();
    /** So that nobody can choose names that all fall into one place of the table. */
    private final long seed = new SplittableRandom().nextLong();

    private int[] folderOf = new int[1 << 10];
    private long[] fileOf = new long[1 << 10];
    private int[] table = empty(1 << 12);
    private int count;

    /** Each text once, by number. */
    private static final class Texts {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> all = new ArrayList<>();
        private long length;

        int add(String text) {
            Integer known = numbers.get(text);
            if (known != null) {
                return known;
            }
            length += text.length() + Long.BYTES;
            if (length > MOST_TEXT) {
                throw new FilesMetadataParser.TooLargeException("it holds too many names that are not a relation's");
            }
            numbers.put(text, all.size());
            all.add(text);
            return all.size() - 1;
        }

        int find(String text) {
            return numbers.getOrDefault(text, NONE);
        }
    }

    int count() {
        return count;
    }

    /** The number of this name, given to it now if it is new. Numbers ascend from 0. */
    int add(String name) {
        int folder = folders.add(folder(name));
        String base = base(name);
        long relation = RelationFile.packed(base);
        long file = relation != RelationFile.NONE ? relation : TEXT | texts.add(base);
        int slot = slot(folder, file);
        if (table[slot] != NONE) {
            return table[slot];
        }
        if (count == MOST_NAMES) {
            throw new FilesMetadataParser.TooLargeException("it holds more than " + MOST_NAMES + " names");
        }
        if (count == folderOf.length) {
            folderOf = Arrays.copyOf(folderOf, count * 2);
            fileOf = Arrays.copyOf(fileOf, count * 2);
        }
        folderOf[count] = folder;
        fileOf[count] = file;
        table[slot] = count++;
        if (count * 2 > table.length) {
            rehash();
        }
        return count - 1;
    }

    /** -1 for a name that was never added. */
    int find(String name) {
        int folder = folders.find(folder(name));
        if (folder == NONE) {
            return NONE;
        }
        String base = base(name);
        long relation = RelationFile.packed(base);
        if (relation == RelationFile.NONE) {
            int text = texts.find(base);
            return text == NONE ? NONE : table[slot(folder, TEXT | text)];
        }
        return table[slot(folder, relation)];
    }

    String name(int number) {
        long file = fileOf[number];
        String base = (file & TEXT) != 0
                ? texts.all.get((int) file)
                : RelationFile.unpacked(file).name();
        return folders.all.get(folderOf[number]) + base;
    }

    /** With a slash at its end, but for {@code ""}. */
    String folder(int number) {
        return folders.all.get(folderOf[number]);
    }

    /** Null-free: {@link RelationFile#NONE} for what is not a relation's. */
    long packedRelation(int number) {
        return (fileOf[number] & TEXT) != 0 ? RelationFile.NONE : fileOf[number];
    }

    /** Whether anything lies in a folder of this name. */
    boolean isFolder(String name) {
        return folders.find(name.endsWith("/") ? name : name + "/") != NONE;
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private int slot(int folder, long file) {
        long hash = (file ^ seed) * 0x9E3779B97F4A7C15L + folder;
        hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        int slot = (int) (hash ^ hash >>> 32) & (table.length - 1);
        while (table[slot] != NONE && (folderOf[table[slot]] != folder || fileOf[table[slot]] != file)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void rehash() {
        table = empty(table.length * 2);
        for (int i = 0; i < count; i++) {
            table[slot(folderOf[i], fileOf[i])] = i;
        }
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }
}
