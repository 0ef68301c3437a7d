package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IncrementTest {

    private static final int PAGE = 8192;

    @Test
    void an_increment_tells_the_size_of_its_file_and_its_pages() throws IOException {
        byte[] increment =
                Arrays.copyOf(HexFormat.of().parseHex("7769315500600000000000000100000002000000"), 20 + PAGE);
        assertThat(read(increment)).isEqualTo(new Increment(3 * PAGE, 1, PAGE));
    }

    @Test
    void an_increment_without_pages_still_cuts_its_file() throws IOException {
        assertThat(read(increment(PAGE))).isEqualTo(new Increment(PAGE, 0, 0));
    }

    @Test
    void another_beginning_is_damage() {
        byte[] increment = increment(PAGE);
        increment[2] = '2';
        assertThatThrownBy(() -> read(increment)).isInstanceOf(Increment.DamagedException.class);
    }

    @Test
    void a_byte_too_many_is_damage() {
        byte[] increment = increment(3 * PAGE, 1);
        assertThatThrownBy(() -> read(Arrays.copyOf(increment, increment.length + 1)))
                .isInstanceOf(Increment.DamagedException.class)
                .hasMessageContaining("its size");
    }

    @Test
    void pages_out_of_order_are_damage() {
        assertThatThrownBy(() -> read(increment(3 * PAGE, 2, 1)))
                .isInstanceOf(Increment.DamagedException.class)
                .hasMessageContaining("order");
    }

    @Test
    void a_page_behind_the_end_is_damage() {
        assertThatThrownBy(() -> read(increment(3 * PAGE, 3)))
                .isInstanceOf(Increment.DamagedException.class)
                .hasMessageContaining("page 3");
    }

    @Property
    void random_bytes_are_an_increment_or_damaged(@ForAll @Size(max = 100) byte[] bytes) {
        byte[] magic = HexFormat.of().parseHex("77693155");
        System.arraycopy(magic, 0, bytes, 0, Math.min(4, bytes.length));
        boolean expected;
        try {
            read(bytes);
            expected = true;
        } catch (Increment.DamagedException damaged) {
            expected = true;
        } catch (IOException other) {
            expected = false;
        }
        assertThat(expected).isTrue();
    }

    private static Increment read(byte[] entry) throws IOException {
        return Increment.read(new ByteArrayInputStream(entry), entry.length, false);
    }

    private static byte[] increment(long fileBytes, int... pages) {
        ByteBuffer increment =
                ByteBuffer.allocate(16 + pages.length * (4 + PAGE)).order(ByteOrder.LITTLE_ENDIAN);
        increment.putInt(0x55316977).putLong(fileBytes).putInt(pages.length);
        for (int page : pages) {
            increment.putInt(page);
        }
        return increment.array();
    }
}
