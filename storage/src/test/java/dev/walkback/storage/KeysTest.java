package dev.walkback.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.memory.MemoryStorage;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of keys, and ranges of them. */
final class KeysTest {

    /** Any text, with characters around the places where chars and bytes sort differently. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "/",
                        "-",
                        ".",
                        "0",
                        "é",
                        "\u07FF",
                        "\u0800",
                        "\uD7FF",
                        "\uE000",
                        "\uFFFD",
                        "\uFFFF",
                        "\uD800\uDC00",
                        "\uD83D\uDE00",
                        "\uDBFF\uDFFF")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Set<String>> keySets() {
        return texts().filter(key -> !key.isEmpty() && !key.startsWith("/") && !("/" + key + "/").contains("/../"))
                .set()
                .ofMaxSize(12);
    }

    @Property
    boolean keys_are_ordered_by_the_bytes_of_their_utf_8_form(@ForAll("texts") String a, @ForAll("texts") String b) {
        int bytes = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
        return Integer.signum(Keys.ORDER.compare(a, b)) == Integer.signum(bytes);
    }

    @Property
    boolean a_range_that_ends_before_a_key_holds_none_that_follows(
            @ForAll("texts") String prefix,
            @ForAll("texts") String to,
            @ForAll("texts") String key,
            @ForAll("texts") String later) {
        KeyRange range = KeyRange.prefix(prefix).to(to);
        return !range.endsBefore(key) || Keys.ORDER.compare(later, key) < 0 || !range.contains(later);
    }

    @Property
    void a_range_lists_the_keys_that_it_contains(
            @ForAll("keySets") Set<String> keys,
            @ForAll("texts") String prefix,
            @ForAll("texts") String from,
            @ForAll("texts") String to) {
        MemoryStorage storage = new MemoryStorage("keys", Clock.systemUTC());
        keys.forEach(key -> storage.write(key, Content.of(new byte[0]), Overwrite.ALLOWED));
        KeyRange range = KeyRange.prefix(prefix).from(from).to(to);
        Set<String> sorted = new TreeSet<>(Keys.ORDER);
        sorted.addAll(keys);
        List<String> expected = sorted.stream().filter(range::contains).toList();
        try (var listing = storage.list(range)) {
            assertThat(listing.map(ObjectInfo::key)).isEqualTo(expected);
        }
    }
}
