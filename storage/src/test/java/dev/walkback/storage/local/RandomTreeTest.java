package dev.walkback.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Trees of any shape are listed as a sorted set of their keys would be, whole or in ranges. */
final class RandomTreeTest {

    private static final List<String> NAMES =
            List.of("a", "b", "a-", "a-b", "a.b", "a0", "a!", "ab", "é", "\uFFFD", "\uD83D\uDE00", "a ", "z");

    @Provide
    Arbitrary<Set<String>> trees() {
        return keys().set().ofMaxSize(15);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(NAMES).list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
    }

    @Provide
    Arbitrary<String> prefixes() {
        return keys().flatMap(key -> Arbitraries.integers()
                .between(0, key.length())
                .map(length -> key.substring(0, length))
                .filter(prefix -> prefix.isEmpty() || !Character.isHighSurrogate(prefix.charAt(prefix.length() - 1))));
    }

    @Property(tries = 300)
    void a_tree_is_listed_in_order_and_in_any_range(
            @ForAll("trees") Set<String> wanted,
            @ForAll("prefixes") String prefix,
            @ForAll("prefixes") String from,
            @ForAll("keys") String to)
            throws IOException {
        Path root = Files.createTempDirectory("tree");
        try {
            Set<String> keys = files(wanted);
            LocalStorage storage = new LocalStorage(root, Links.INSIDE, Clock.systemUTC());
            for (String key : keys) {
                Path file = root.resolve(key);
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            }
            for (KeyRange range : List.of(
                    KeyRange.ALL,
                    KeyRange.prefix(prefix),
                    KeyRange.ALL.from(from),
                    KeyRange.ALL.to(to),
                    KeyRange.prefix(prefix).from(from).to(to))) {
                try (Stream<ObjectInfo> listing = storage.list(range)) {
                    assertThat(listing.map(ObjectInfo::key))
                            .as("%s", range)
                            .isEqualTo(keys.stream().filter(range::contains).toList());
                }
            }
        } finally {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Without the keys that would be a file and a folder at once. */
    private static Set<String> files(Set<String> wanted) {
        Set<String> keys = new TreeSet<>(Keys.ORDER);
        for (String key : wanted) {
            if (wanted.stream().noneMatch(other -> other.startsWith(key + "/"))) {
                keys.add(key);
            }
        }
        return keys;
    }
}
