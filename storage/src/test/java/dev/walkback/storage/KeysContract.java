package dev.walkback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Odd keys work everywhere, and bad ones are refused by everything. */
interface KeysContract extends ContractFixture {

    List<String> BAD_KEYS = List.of(
            "",
            "..",
            "../outside",
            "folder/../../outside",
            "folder/..",
            "/absolute",
            "nul\0in the middle",
            "lone surrogate \uD83D",
            "lone surrogate \uDE00 of the other kind",
            "x".repeat(100) + "/" + ("é".repeat(100) + "/").repeat(5));

    private List<String> oddKeys() {
        return OddKeys.ALL.stream()
                .filter(key -> !place().keysItCannotHold().containsKey(key))
                .toList();
    }

    @Test
    default void odd_keys_are_written_and_read_back() {
        putAll(oddKeys());
        assertThat(oddKeys()).allSatisfy(key -> assertThat(text(key)).isEqualTo(key));
    }

    @Test
    default void odd_keys_are_known_to_stat() {
        putAll(oddKeys());
        assertThat(oddKeys())
                .allSatisfy(key ->
                        assertThat(storage().stat(key).orElseThrow().key()).isEqualTo(key));
    }

    @Test
    default void odd_keys_are_listed_as_they_were_written() {
        putAll(oddKeys());
        assertThat(keys(KeyRange.ALL))
                .isEqualTo(oddKeys().stream().sorted(Keys.ORDER).toList());
    }

    @Test
    default void odd_keys_are_deleted() {
        putAll(oddKeys());
        storage().delete(oddKeys());
        assertThat(keys(KeyRange.ALL)).isEmpty();
    }

    @Test
    default void odd_keys_are_prefixes_and_bounds() {
        putAll(oddKeys());
        assertThat(oddKeys()).allSatisfy(key -> {
            assertThat(keys(KeyRange.prefix(key))).contains(key);
            assertThat(keys(KeyRange.ALL.from(key))).first().isEqualTo(key);
            assertThat(keys(KeyRange.ALL.to(key))).doesNotContain(key);
        });
    }

    @Test
    default void case_counts() {
        putAll("Case", "case");
        assertThat(text("Case") + text("case")).isEqualTo("Casecase");
    }

    @Test
    default void composed_and_decomposed_letters_are_two_keys() {
        putAll("\u00e9", "e\u0301");
        assertThat(keys(KeyRange.ALL)).containsExactly("e\u0301", "\u00e9");
    }

    @TestFactory
    default Stream<DynamicTest> a_bad_key_is_refused_by_everything_that_takes_a_key() {
        put("original", "is there");
        return Stream.of(Operation.values())
                .filter(Operation::takesKey)
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> assertThat(BAD_KEYS)
                                .allSatisfy(key -> assertThatThrownBy(() -> operation.on(storage(), key))
                                        .isInstanceOf(StorageException.BadKey.class))));
    }

    @Test
    default void one_bad_key_among_many_deletes_none() {
        put("original", "is there");
        assertThatThrownBy(() -> storage().delete(List.of("original", "../outside")))
                .isInstanceOf(StorageException.BadKey.class);
        assertThat(keys(KeyRange.ALL)).containsExactly("original");
    }

    @Test
    default void a_prefix_that_no_key_can_have_lists_nothing() {
        put("original", "is there");
        assertThat(BAD_KEYS)
                .filteredOn(key -> !key.isEmpty())
                .allSatisfy(prefix -> assertThat(keys(KeyRange.prefix(prefix))).isEmpty());
    }

    @Test
    default void a_folder_that_no_key_can_be_in_lists_nothing() {
        put("original", "is there");
        assertThat(List.of("../", "folder/../../", "/", "/etc/", "nul\0/"))
                .allSatisfy(folder -> assertThat(entries(folder)).isEmpty());
    }

    @Test
    default void bounds_need_not_be_keys() {
        putAll("a", "b", "c");
        assertThat(keys(KeyRange.ALL.from("a\0").to("c/../"))).containsExactly("b", "c");
    }
}
