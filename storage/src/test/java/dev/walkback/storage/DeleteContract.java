package dev.walkback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Removing objects. */
interface DeleteContract extends ContractFixture {

    @Test
    default void a_deleted_object_is_gone() {
        putAll("a", "b");
        Deletion deletion = storage().delete(List.of("a"));
        assertThat(deletion).isEqualTo(new Deletion(1, List.of()));
        assertThat(storage().stat("a")).isEmpty();
        assertThat(keys(KeyRange.ALL)).containsExactly("b");
    }

    @Test
    default void an_absent_key_counts_as_removed() {
        put("a", "text");
        assertThat(storage().delete(List.of("a", "absent", "no/such/folder/absent")))
                .isEqualTo(new Deletion(3, List.of()));
    }

    @Test
    default void deleting_nothing_is_nothing() {
        put("a", "text");
        assertThat(storage().delete(List.of())).isEqualTo(new Deletion(0, List.of()));
        assertThat(keys(KeyRange.ALL)).containsExactly("a");
    }

    @Test
    default void a_key_given_twice_is_no_failure() {
        put("a", "text");
        assertThat(storage().delete(List.of("a", "a")).failed()).isEmpty();
        assertThat(keys(KeyRange.ALL)).isEmpty();
    }

    @Test
    default void more_keys_are_deleted_than_a_service_takes_at_once() {
        putAll("first", "kept", "last");
        List<String> keys = new ArrayList<>(List.of("first"));
        keys.addAll(IntStream.range(0, 1203).mapToObj(i -> "absent/" + i).toList());
        keys.add("last");
        assertThat(storage().delete(keys)).isEqualTo(new Deletion(1205, List.of()));
        assertThat(keys(KeyRange.ALL)).containsExactly("kept");
    }

    @Test
    default void deleting_a_folder_deletes_nothing() {
        putAll("folder/a", "folder/b");
        storage().delete(List.of("folder"));
        assertThat(keys(KeyRange.ALL)).containsExactly("folder/a", "folder/b");
    }

    @Test
    default void deleting_below_an_object_deletes_nothing() {
        put("object", "text");
        assertThat(storage().delete(List.of("object/below"))).isEqualTo(new Deletion(1, List.of()));
        assertThat(keys(KeyRange.ALL)).containsExactly("object");
    }

    @Test
    default void a_deleted_key_can_be_written_again() {
        put("folder/object", "old");
        storage().delete(List.of("folder/object"));
        storage()
                .write(
                        "folder/object",
                        Content.of("new".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Overwrite.REFUSED);
        assertThat(text("folder/object")).isEqualTo("new");
    }

    @Test
    default void one_may_write_into_a_folder_while_another_empties_it() throws Exception {
        List<Callable<Void>> both = List.of(
                () -> {
                    for (int i = 0; i < 50; i++) {
                        put("folder/deep/written " + i, "text");
                    }
                    return null;
                },
                () -> {
                    for (int i = 0; i < 50; i++) {
                        put("folder/deep/passing", "text");
                        storage().delete(List.of("folder/deep/passing"));
                    }
                    return null;
                });
        ContractFixture.atOnce(both).forEach(ContractFixture::outcome);
        assertThat(keys(KeyRange.ALL).stream().collect(Collectors.toSet())).hasSize(50);
    }
}
