package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupMapTest {

    private static final long SYSTEM = 7710577709533466679L;

    @Test
    void without_what_we_add_it_is_walgs_to_the_byte() throws IOException {
        BlockList two = new BlockList();
        two.block(1, 2, 3, 0, 4);
        two.block(5, 6, 7, 0, 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GroupMap.write(two, new byte[0], SYSTEM, 0, out);
        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("0100000002000000030000000400000005000000060000000700000008000000"
                        + "00000000000000000000000000000000" + "00000000");
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        BlockList read = new BlockList();
        GroupMap.Facts facts = GroupMap.read(new ByteArrayInputStream(written()), read);
        assertThat(facts).isEqualTo(new GroupMap.Facts(SYSTEM, 0xFFFF, 3));
        assertThat(read.cuts()).isEqualTo(map().cuts());
        assertThat(read.size()).isEqualTo(2);
    }

    @Test
    void it_is_no_map_without_its_last_byte() throws IOException {
        byte[] bytes = written();
        assertThatThrownBy(() -> GroupMap.read(
                        new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 1)), new BlockList()))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 300)
    void no_altered_map_is_taken_for_a_whole_one(
            @ForAll @IntRange(max = 130) int at, @ForAll @IntRange(min = 1, max = 255) int with) throws IOException {
        byte[] bytes = written();
        int place = at % bytes.length;
        bytes[place] ^= (byte) with;
        assertThat(isWhole(bytes)).isFalse();
    }

    @Property(tries = 300)
    void whatever_the_bytes_reading_them_is_safe(@ForAll byte[] bytes) {
        assertThat(isWhole(bytes)).isFalse();
    }

    private static boolean isWhole(byte[] bytes) {
        try {
            return GroupMap.read(new ByteArrayInputStream(bytes), new BlockList())
                    .areOfAll();
        } catch (IOException refused) {
            return false;
        }
    }

    private static BlockList map() {
        BlockList map = new BlockList();
        map.block(1663, 5, 1259, 0, 4);
        map.block(1663, 5, 1259, 2, 0);
        map.cut(1663, 5, 16384, 7);
        map.cut(1663, 5, 16384, 9);
        map.cut(1663, 16400, 0, 0);
        return map;
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GroupMap.write(map(), new byte[] {1, 2, 3}, SYSTEM, GroupMap.ALL, out);
        return out.toByteArray();
    }
}
