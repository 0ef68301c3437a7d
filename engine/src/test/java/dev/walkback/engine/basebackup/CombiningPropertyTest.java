package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random lives of a few files are backed up as a server does it; what is put together is what the files were at the end. */
class CombiningPropertyTest {

    private static final int BLOCK = 8192;
    private static final int FILES = 4;
    private static final int MOST_BLOCKS = 6;

    /** One file of a server: its blocks, and which of them were touched since the last backup, and to what it was cut. */
    private static final class Relation {
        private List<Integer> blocks = new ArrayList<>();
        private final TreeMap<Integer, Integer> touched = new TreeMap<>();
        private int shortest;
    }

    @Property(tries = 150)
    void what_comes_out_is_what_the_server_had(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, Relation> relations = new HashMap<>();
        List<Map<String, byte[]>> backups = new ArrayList<>();
        int incrementals = random.nextInt(4);
        for (int i = 0; i <= incrementals; i++) {
            for (int change = random.nextInt(12); change > 0; change--) {
                live(relations, random);
            }
            backups.add(backup(relations, i > 0, random));
        }
        Path folder = Files.createTempDirectory("combining");
        Map<String, byte[]> found = SmallChain.combined(new SmallChain(backups).tars(folder), folder.resolve("out"));
        deleted(folder);
        found.keySet().removeIf(name -> !name.startsWith("base/"));
        Map<String, byte[]> wanted = new TreeMap<>();
        relations.forEach((name, relation) -> wanted.put("base/5/" + name, bytes(relation.blocks)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(wanted);
    }

    private static void deleted(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void live(Map<String, Relation> relations, Random random) {
        String name = Integer.toString(16384 + random.nextInt(FILES));
        Relation relation = relations.get(name);
        switch (random.nextInt(6)) {
            case 0 -> {
                // a file of this name is another one now: nothing of the old may come back
                relations.put(name, new Relation());
            }
            case 1 -> relations.remove(name);
            case 2 -> {
                if (relation != null) {
                    int length = random.nextInt(relation.blocks.size() + 1);
                    relation.blocks = new ArrayList<>(relation.blocks.subList(0, length));
                    relation.touched.tailMap(length, true).clear();
                    relation.shortest = Math.min(relation.shortest, length);
                }
            }
            default -> {
                if (relation != null && relation.blocks.size() < MOST_BLOCKS) {
                    int number = random.nextInt(relation.blocks.size() + 1);
                    int filling = 1 + random.nextInt(100);
                    if (number == relation.blocks.size()) {
                        relation.blocks.add(filling);
                    } else {
                        relation.blocks.set(number, filling);
                    }
                    relation.touched.put(number, filling);
                }
            }
        }
    }

    private static Map<String, byte[]> backup(Map<String, Relation> relations, boolean incremental, Random random) {
        Map<String, byte[]> files = new TreeMap<>();
        relations.forEach((name, relation) -> {
            // servers send a file whole where most of it changed, or it is new
            boolean changesOnly = incremental && relation.shortest > 0 && random.nextInt(4) > 0;
            if (changesOnly) {
                TreeMap<Integer, byte[]> blocks = new TreeMap<>();
                relation.touched.forEach((number, filling) -> blocks.put(number, bytes(List.of(filling))));
                files.put("base/5/INCREMENTAL." + name, IncrementMaker.of(relation.shortest, blocks));
            } else {
                files.put("base/5/" + name, bytes(relation.blocks));
            }
            relation.touched.clear();
            relation.shortest = relation.blocks.size();
        });
        return files;
    }

    private static byte[] bytes(List<Integer> fillings) {
        byte[] bytes = new byte[fillings.size() * BLOCK];
        for (int i = 0; i < fillings.size(); i++) {
            java.util.Arrays.fill(
                    bytes, i * BLOCK, (i + 1) * BLOCK, fillings.get(i).byteValue());
        }
        return bytes;
    }
}
