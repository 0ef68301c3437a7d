package dev.walkback.engine.plan.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectPlansTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    private final MemoryStorage here = new MemoryStorage("here", CLOCK);
    private final MemoryStorage there = new MemoryStorage("there", CLOCK);

    private static void put(MemoryStorage storage, String key, String text) {
        storage.write(key, Content.of(text.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
    }

    private static List<String> keys(MemoryStorage storage) {
        return storage.list(KeyRange.ALL).map(ObjectInfo::key).toList();
    }

    @Test
    void an_object_named_twice_is_one_step() {
        put(here, "a/1", "x");
        put(here, "a/2", "x");
        assertThat(Removal.plan(here, List.of("a/1", "a/1"), "a/").steps())
                .extracting(DeleteObject::object)
                .containsExactly("a/1", "a/2");
    }

    @Test
    void planning_to_remove_what_is_not_there_says_so() {
        assertThatThrownBy(() -> Removal.plan(here, List.of("nope"), null))
                .isInstanceOf(StorageException.Missing.class);
    }

    @Test
    void writing_an_object_again_changes_the_fingerprint() {
        put(here, "a", "x");
        Fingerprint before = Removal.plan(here, List.of("a"), null).fingerprint();
        put(here, "a", "x");
        assertThat(Removal.plan(here, List.of("a"), null).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void an_object_written_again_after_the_plan_stays() {
        put(here, "a", "x");
        put(here, "b", "x");
        Plan<DeleteObject> plan = Removal.plan(here, List.of("a", "b"), null);
        put(here, "a", "newer");
        List<Outcome> outcomes = new RemovalExecutor(here).perform(plan.steps());
        assertThat(keys(here)).containsExactly("a");
        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes.getLast()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_copy_skips_what_is_equal_and_names_what_is_different() {
        put(here, "equal", "same");
        put(there, "equal", "same");
        put(here, "new", "x");
        put(here, "other", "ours");
        put(there, "other", "them");
        Copying copying = Copying.plan(here, there, List.of(), "");
        assertThat(copying.equal()).isEqualTo(1);
        assertThat(copying.different()).containsExactly("other");
        assertThat(copying.plan().steps())
                .extracting(CopyObject::sentence)
                .containsExactly("copy new", "overwrite other");
    }

    @Test
    void an_object_that_appeared_in_the_target_after_the_plan_is_not_overwritten() {
        put(here, "a", "ours");
        Plan<CopyObject> plan = Copying.plan(here, there, List.of("a"), null).plan();
        put(there, "a", "theirs");
        List<Outcome> outcomes = new CopyExecutor(here, there, bytes -> {}).perform(plan.steps());
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Failed.class);
        assertThat(there.read("a").bytes()).hasContent("theirs");
    }

    @Test
    void a_source_written_again_after_the_plan_is_not_copied() {
        put(here, "a", "old");
        Plan<CopyObject> plan = Copying.plan(here, there, List.of("a"), null).plan();
        put(here, "a", "new");
        assertThat(new CopyExecutor(here, there, bytes -> {}).perform(plan.steps()))
                .singleElement()
                .isInstanceOf(Outcome.Failed.class);
        assertThat(keys(there)).isEmpty();
    }
}
