package dev.walkback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Listings: their order, their pages, their bounds, and folders. */
interface ListingContract extends ContractFixture {

    @Test
    default void an_empty_storage_lists_nothing() {
        assertThat(keys(KeyRange.ALL)).isEmpty();
        assertThat(entries("")).isEmpty();
    }

    @Test
    default void a_missing_folder_lists_nothing() {
        put("object", "text");
        assertThat(keys(KeyRange.prefix("no/such/folder/"))).isEmpty();
        assertThat(entries("no/such/folder/")).isEmpty();
    }

    @Test
    default void a_listing_has_sizes_and_times() {
        put("object", "0123456789");
        try (var listing = storage().list(KeyRange.ALL)) {
            ObjectInfo info = listing.findFirst().orElseThrow();
            assertThat(info.size()).isEqualTo(10);
            assertThat(info.modified()).isAfter(java.time.Instant.EPOCH);
        }
    }

    @Test
    default void keys_are_listed_in_the_order_of_their_bytes_not_folder_by_folder() {
        putAll("a/b", "a.b", "a-b", "a0", "a/c/d", "ab/c", "a b/c", "a!");
        assertThat(keys(KeyRange.ALL)).containsExactly("a b/c", "a!", "a-b", "a.b", "a/b", "a/c/d", "a0", "ab/c");
    }

    @Test
    default void capitals_come_before_small_letters() {
        putAll("b", "A", "a", "B", "_");
        assertThat(keys(KeyRange.ALL)).containsExactly("A", "B", "_", "a", "b");
    }

    @Test
    default void characters_beyond_the_first_plane_come_last() {
        putAll("\uD83D\uDE00", "\uFFFD", "z", "é", "\uE000");
        assertThat(keys(KeyRange.ALL)).containsExactly("z", "é", "\uE000", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    default void the_names_of_a_folder_are_those_of_its_objects() {
        putAll("a/c", "a/b.x", "a/b", "ab", "f/c", "f/b-b", "f/b/d");
        assertThat(names("a/")).containsExactly("b", "b.x", "c");
        assertThat(names("f/")).containsExactly("b-b", "c");
        assertThat(names("")).containsExactly("ab");
        assertThat(names("none/")).isEmpty();
    }

    private List<String> names(String folder) {
        try (Stream<String> names = storage().names(folder)) {
            return names.toList();
        }
    }

    @Test
    default void a_prefix_need_not_be_a_folder() {
        putAll("a/b", "a/bc", "a/bc.d/e", "a/c", "b", "a/bd/f");
        assertThat(keys(KeyRange.prefix("a/b"))).containsExactly("a/b", "a/bc", "a/bc.d/e", "a/bd/f");
        assertThat(keys(KeyRange.prefix("a/bc"))).containsExactly("a/bc", "a/bc.d/e");
    }

    @Test
    default void a_prefix_may_be_a_whole_key() {
        putAll("a/b", "a/bc");
        assertThat(keys(KeyRange.prefix("a/bc"))).containsExactly("a/bc");
    }

    @Test
    default void a_folder_as_prefix_leaves_its_neighbours_out() {
        putAll("a", "a-b/c", "a.b", "ab/c");
        put("b/c", "text");
        assertThat(keys(KeyRange.prefix("b/"))).containsExactly("b/c");
        assertThat(keys(KeyRange.prefix("a/"))).isEmpty();
    }

    @Test
    default void a_range_begins_with_its_first_key_and_ends_before_its_last() {
        putAll("a", "b", "c", "d");
        assertThat(keys(KeyRange.ALL.from("b").to("d"))).containsExactly("b", "c");
    }

    @Test
    default void bounds_of_a_range_may_fall_between_keys() {
        putAll("a", "b/x", "b/y", "c");
        assertThat(keys(KeyRange.ALL.from("aa").to("b/xx"))).containsExactly("b/x");
    }

    @Test
    default void bounds_of_a_range_may_fall_inside_a_folder() {
        putAll("a/1", "a/2/x", "a/3", "a0", "b/1", "b/2");
        assertThat(keys(KeyRange.ALL.from("a/2/").to("b/2"))).containsExactly("a/2/x", "a/3", "a0", "b/1");
    }

    @Test
    default void a_range_may_be_open_at_either_side() {
        putAll("a", "b", "c");
        assertThat(keys(KeyRange.ALL.from("b"))).containsExactly("b", "c");
        assertThat(keys(KeyRange.ALL.to("b"))).containsExactly("a");
    }

    @Test
    default void a_range_may_be_empty() {
        putAll("a", "b", "c");
        assertThat(keys(KeyRange.ALL.from("c").to("a"))).isEmpty();
        assertThat(keys(KeyRange.ALL.from("b").to("b"))).isEmpty();
        assertThat(keys(KeyRange.ALL.from("zz"))).isEmpty();
        assertThat(keys(KeyRange.ALL.to(""))).isEmpty();
    }

    @Test
    default void bounds_and_prefix_work_together() {
        putAll("a/1", "b/1", "b/2", "b/3", "c/1");
        assertThat(keys(KeyRange.prefix("b/").from("a"))).containsExactly("b/1", "b/2", "b/3");
        assertThat(keys(KeyRange.prefix("b/").from("b/2").to("c"))).containsExactly("b/2", "b/3");
        assertThat(keys(KeyRange.prefix("b/").from("c"))).isEmpty();
        assertThat(keys(KeyRange.prefix("b/").to("b/"))).isEmpty();
    }

    @Test
    default void ranges_side_by_side_hold_every_key_once() {
        putAll("0", "a-b", "a/1", "a/2", "a0", "b/c/d", "b/c/e", "\uD83D\uDE00");
        List<String> shared = new ArrayList<>(keys(KeyRange.ALL.to("a/2")));
        shared.addAll(keys(KeyRange.ALL.from("a/2").to("b/c/dd")));
        shared.addAll(keys(KeyRange.ALL.from("b/c/dd")));
        assertThat(shared).isEqualTo(keys(KeyRange.ALL));
    }

    @Test
    default void a_listing_of_several_pages_is_whole_and_in_order() {
        List<String> many = manyKeys();
        putAll(many);
        assertThat(keys(KeyRange.ALL)).isEqualTo(many);
        assertThat(keys(KeyRange.prefix("many/").from(many.get(100)).to(many.get(1150))))
                .isEqualTo(many.subList(100, 1150));
        assertThat(entries("many/")).isEqualTo(many);
        assertThat(entries("")).containsExactly("many/");
    }

    private static List<String> manyKeys() {
        return IntStream.range(0, 1203).mapToObj(i -> "many/%05d".formatted(i)).toList();
    }

    @Test
    default void a_listing_may_stop_early() {
        putAll("a", "b", "c");
        try (Stream<ObjectInfo> listing = storage().list(KeyRange.ALL)) {
            assertThat(listing.findFirst().orElseThrow().key()).isEqualTo("a");
        }
        assertThat(keys(KeyRange.ALL)).hasSize(3);
    }

    @Test
    default void a_listing_may_be_closed_twice_and_unread() {
        putAll("a", "b");
        Stream<ObjectInfo> listing = storage().list(KeyRange.ALL);
        listing.close();
        listing.close();
        assertThat(keys(KeyRange.ALL)).hasSize(2);
    }

    @Test
    default void objects_that_go_while_a_listing_runs_do_not_break_it() {
        putAll("a", "b", "c/d", "e/f", "g");
        try (Stream<ObjectInfo> listing = storage().list(KeyRange.ALL)) {
            var rest = listing.iterator();
            assertThat(rest.next().key()).isEqualTo("a");
            storage().delete(List.of("b", "c/d", "e/f"));
            List<String> seen = new ArrayList<>();
            rest.forEachRemaining(object -> seen.add(object.key()));
            assertThat(seen).endsWith("g").isSubsetOf("b", "c/d", "e/f", "g");
        }
    }

    @Test
    default void a_folder_shows_what_lies_directly_in_it() {
        putAll("top", "folder/a", "folder/b/c", "folder/b/d", "other/e");
        assertThat(entries("")).containsExactly("folder/", "other/", "top");
        assertThat(entries("folder/")).containsExactly("folder/a", "folder/b/");
        assertThat(entries("folder/b/")).containsExactly("folder/b/c", "folder/b/d");
    }

    @Test
    default void entries_of_a_folder_tell_objects_from_folders() {
        putAll("folder/a", "folder/b/c");
        try (Stream<Entry> entries = storage().entries("folder/")) {
            assertThat(entries)
                    .satisfiesExactly(
                            entry -> assertThat(entry).isInstanceOf(ObjectInfo.class),
                            entry -> assertThat(entry).isEqualTo(new Entry.Folder("folder/b/")));
        }
    }

    @Test
    default void entries_are_in_the_order_of_their_bytes() {
        putAll("x/a/1", "x/a-b", "x/a.b", "x/a0", "x/é/1", "x/Z");
        assertThat(entries("x/")).containsExactly("x/Z", "x/a-b", "x/a.b", "x/a/", "x/a0", "x/é/");
    }

    @Test
    default void a_folder_that_holds_only_folders_is_there() {
        put("a/b/c/d/object", "text");
        assertThat(entries("a/")).containsExactly("a/b/");
        assertThat(entries("a/b/c/")).containsExactly("a/b/c/d/");
    }

    @Test
    default void a_folder_holds_nothing_after_its_last_object() {
        put("folder/object", "text");
        storage().delete(List.of("folder/object"));
        assertThat(entries("folder/")).isEmpty();
    }

    @Test
    default void two_listings_may_be_read_side_by_side() {
        putAll("a", "b", "c");
        try (var one = storage().list(KeyRange.ALL);
                var two = storage().list(KeyRange.ALL)) {
            var first = one.iterator();
            var second = two.iterator();
            while (first.hasNext()) {
                assertThat(first.next().key()).isEqualTo(second.next().key());
            }
            assertThat(second.hasNext()).isFalse();
        }
    }
}
