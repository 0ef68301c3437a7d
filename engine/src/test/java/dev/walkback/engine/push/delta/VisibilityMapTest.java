package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.push.page.MadePage;
import dev.walkback.engine.wal.Lsn;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VisibilityMapTest {

    private final VisibilityMap map = new VisibilityMap(MadePage.BYTES, new Lsn(1000));

    @Test
    void a_page_of_the_map_that_was_written_since_the_full_backup_is_stored_empty() {
        byte[] pages = MadePage.file(MadePage.at(999, 1), MadePage.at(1000, 2));
        byte[] before = pages.clone();
        assertThat(map.blank(pages, 0, pages.length)).isTrue();
        assertThat(Arrays.copyOf(pages, MadePage.BYTES + 24)).isEqualTo(Arrays.copyOf(before, MadePage.BYTES + 24));
        assertThat(Arrays.copyOfRange(pages, MadePage.BYTES + 24, 2 * MadePage.BYTES))
                .containsOnly(0);
    }

    @Test
    void an_older_map_is_left_alone() {
        byte[] pages = MadePage.file(MadePage.at(999, 1), MadePage.fresh());
        byte[] before = pages.clone();
        assertThat(map.blank(pages, 0, pages.length)).isFalse();
        assertThat(pages).isEqualTo(before);
    }
}
