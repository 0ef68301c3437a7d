package dev.walkback.engine.restore.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"..", "/..", "/../etc/passwd", "../x", "/base/../../x", "base/..", "/a/./../b"})
    void a_name_that_climbs_has_no_place(String name) {
        assertThatThrownBy(() -> SafeName.of(name))
                .isInstanceOf(SafeName.UnsafeException.class)
                .hasMessageContaining("leads out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/base/\0", "/a\nb", "/\u001b[2J", "/a\u0085b"})
    void control_characters_are_no_part_of_a_name(String name) {
        assertThatThrownBy(() -> SafeName.of(name)).hasMessageContaining("control characters");
    }

    @Test
    void a_name_that_no_file_system_takes_is_none() {
        assertThatThrownBy(() -> SafeName.of("/base/" + "x".repeat(256))).hasMessageContaining("longer");
        assertThatThrownBy(() -> SafeName.of("/base" + "/12345678".repeat(400))).hasMessageContaining("longer");
        assertThatThrownBy(() -> SafeName.of("/" + "ä".repeat(128))).hasMessageContaining("longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/base/1", "base/1", "./base/1", "//base//1/", "/base/./1"})
    void one_place_has_one_name(String name) throws SafeName.UnsafeException {
        assertThat(SafeName.of(name).text()).isEqualTo("base/1");
    }

    @Test
    void an_absolute_name_means_the_data_directory() throws SafeName.UnsafeException {
        assertThat(SafeName.of("/etc/passwd").in(Path.of("/data"))).isEqualTo(Path.of("/data/etc/passwd"));
        assertThat(SafeName.of("/")).isEqualTo(SafeName.ROOT);
    }

    @Test
    void a_file_of_a_tablespace_tells_its_number() throws SafeName.UnsafeException {
        assertThat(SafeName.of("/pg_tblspc/16402/PG_15_202209061/5/16403").tablespace())
                .contains("16402");
        assertThat(SafeName.of("/pg_tblspc").tablespace()).isEmpty();
    }

    @Property(tries = 500)
    void whatever_has_a_name_lies_within(@ForAll String name) {
        try {
            Path root = Path.of("/data");
            assertThat(SafeName.of(name).in(root).normalize()).startsWithRaw(root);
        } catch (SafeName.UnsafeException refused) {
            assertThat(refused.why()).isNotEmpty();
        }
    }
}
