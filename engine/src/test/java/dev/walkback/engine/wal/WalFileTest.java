package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalFileTest {

    private static final WalFile.Digits DIGITS = new WalFile.Digits(Timeline.FIRST, 2, 0x9C);

    @Test
    void each_kind_is_told_by_its_name() {
        String name = DIGITS.name();
        assertThat(WalFile.named(name)).isEqualTo(new WalFile.Whole(DIGITS));
        assertThat(WalFile.named(name + ".partial")).isEqualTo(new WalFile.Partial(DIGITS));
        assertThat(WalFile.named(name + "_delta")).isEqualTo(new WalFile.DeltaMap(DIGITS));
        assertThat(WalFile.named(name + ".00000028.backup")).isEqualTo(new WalFile.BackupHistory(DIGITS, 0x28));
        assertThat(WalFile.named("FFFFFFFF.history")).isEqualTo(new WalFile.History(new Timeline(-1)));
    }

    @ParameterizedTest
    @CsvSource({
        "00000001000000000000009C.json, 00000001000000000000009C",
        "00000001000000000000009.json, 00000001000000000000009",
        "00000001000000000000009C.partial.json, 00000001000000000000009C.partial",
        "00000001000000000000009C.00000028.backup.json, 00000001000000000000009C.00000028.backup",
        "00000002.history.json, 00000002.history"
    })
    void metadata_is_of_a_file_or_of_sixteen(String name, String of) {
        assertThat(WalFile.named(name)).isEqualTo(new WalFile.Metadata(of));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000000.history",
                "000000000000000000000001",
                "00000001000000000000009c",
                "00000001000000000000009C0",
                "00000001000000000000009",
                "00000001000000000000009C.lz4",
                "00000001000000000000009C.28.backup",
                "00000001000000000000009C.partial.partial",
                "00000001000000000000009C\n",
                "archive_status"
            })
    void anything_else_is_unknown(String name) {
        assertThat(WalFile.named(name)).isEqualTo(new WalFile.Unknown(name));
    }

    @Property
    void any_text_is_something(@ForAll String name) {
        assertThat(WalFile.named(name)).isNotNull();
    }

    @Test
    void a_third_group_that_is_too_large_refutes_a_size() {
        WalFile.Digits digits = new WalFile.Digits(Timeline.FIRST, 0, 256);
        assertThat(digits.in(SegmentSize.USUAL)).isEmpty();
        assertThat(digits.in(new SegmentSize(8 << 20))).isPresent();
    }
}
