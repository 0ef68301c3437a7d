package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Keys;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.NotEmpty;

class FolderEntriesTest {

    private static final int FILE = 0100644;
    private static final int FOLDER = 0040755;

    @Property(tries = 300)
    void names_come_in_the_order_of_keys(
            @ForAll
                    Set<@NotEmpty @CharRange(from = '\u0001', to = '.') @CharRange(from = '0', to = '\uD7FF') String>
                            names) {
        FolderEntries entries = new FolderEntries();
        names.forEach(name -> entries.add(name, new FileFacts(1, folder(name) ? FOLDER : FILE, 2)));

        entries.sort();

        assertThat(named(entries))
                .isEqualTo(names.stream()
                        .map(name -> folder(name) ? name + "/" : name)
                        .sorted(Keys.ORDER)
                        .toList());
    }

    @Property(tries = 100)
    void facts_stay_with_their_name(@ForAll Set<@NotBlank @CharRange(from = 'a', to = 'e') String> names) {
        FolderEntries entries = new FolderEntries();
        names.forEach(name -> entries.add(name, facts(name)));

        entries.sort();

        assertThat(IntStream.range(0, entries.size()).mapToObj(entries::item))
                .allSatisfy(item -> assertThat(item.facts()).isEqualTo(facts(item.name())));
    }

    private static FileFacts facts(String name) {
        return new FileFacts(name.hashCode() & 0xFFFFFFFFFFL, FILE, name.length());
    }

    private static boolean folder(String name) {
        return name.hashCode() % 3 == 0;
    }

    private static List<String> named(FolderEntries entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(entries::item)
                .map(FolderEntries.Item::name)
                .toList();
    }
}
