package dev.walkback.engine.plan.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.plan.Packed;
import dev.walkback.storage.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedObjectsTest {

    private static final Instant THEN = Instant.parse("2026-11-21T10:00:00.123456789Z");

    private static <E> Packed<E> packed(Packed.Form<E> form, List<E> elements) {
        Packed.Builder<E> builder = new Packed.Builder<>(form);
        elements.forEach(builder::add);
        return builder.list();
    }

    @Test
    void deletions_come_back_as_they_were_over_many_blocks() {
        List<DeleteObject> steps = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            steps.add(new DeleteObject(
                    new ObjectInfo("wal_005/é-" + i, i, THEN.plusNanos(i), i % 2 == 0 ? null : "e" + i)));
        }
        assertThat(packed(PackedObjects.DELETIONS, steps)).isEqualTo(steps);
    }

    @Test
    void copies_keep_what_they_replace() {
        ObjectInfo one = new ObjectInfo("a", 1, THEN, null);
        List<CopyObject> steps =
                List.of(new CopyObject(one, null), new CopyObject(one, new ObjectInfo("a", Long.MAX_VALUE, THEN, "x")));
        assertThat(packed(PackedObjects.COPIES, steps)).isEqualTo(steps);
    }

    @Test
    void a_name_that_is_no_proper_text_comes_back_unchanged() {
        List<String> names = List.of("\ud800", "a\u0000b", "");
        assertThat(packed(PackedObjects.KEYS, names)).isEqualTo(names);
    }

    @Test
    void none_is_an_empty_list() {
        assertThat(packed(PackedObjects.KEYS, List.of())).isEmpty();
    }
}
