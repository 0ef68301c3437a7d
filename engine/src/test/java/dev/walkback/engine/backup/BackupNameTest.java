package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNameTest {

    private static final WalFile.Digits THIRD = new WalFile.Digits(Timeline.FIRST, 0, 3);
    private static final WalFile.Digits FIFTH = new WalFile.Digits(Timeline.FIRST, 0, 5);

    @Test
    void a_full_backup_is_named_by_its_segment() {
        BackupName name = new BackupName("base_000000010000000000000003");
        assertThat(name.start()).contains(THIRD);
        assertThat(name.isDelta()).isFalse();
    }

    @Test
    void a_delta_names_its_parent_s_segment() {
        BackupName name = new BackupName("base_000000010000000000000005_D_000000010000000000000003");
        assertThat(name.start()).contains(FIFTH);
        assertThat(name.parentStart()).contains(THIRD);
    }

    @Test
    void a_nested_name_tells_the_nearest_parent_first() {
        BackupName name =
                new BackupName("base_000000010000000000000007_D_000000010000000000000005_D_000000010000000000000003");
        assertThat(name.parentStart()).contains(FIFTH);
        assertThat(name.start()).isPresent();
    }

    @Test
    void a_name_of_old_ends_in_an_offset() {
        assertThat(new BackupName("base_000000010000000000000003_00000028").start())
                .contains(THIRD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base_",
                "base_00000001000000000000000",
                "base_00000001000000000000000c",
                "base_000000000000000000000003",
                "base_000000010000000000000003_D_",
                "xbase_000000010000000000000003",
                "base_000000010000000000000003\n",
                "nightly"
            })
    void another_name_is_kept_and_tells_nothing(String text) {
        BackupName name = new BackupName(text);
        assertThat(name.start()).isEmpty();
        assertThat(name).hasToString(text);
    }

    @Property
    void any_text_can_be_asked(@ForAll @NotEmpty String text) {
        assertThat(new BackupName(text).isDelta()).isFalse();
    }

    @Test
    void nothing_is_no_name() {
        assertThatThrownBy(() -> new BackupName("")).isInstanceOf(IllegalArgumentException.class);
    }
}
