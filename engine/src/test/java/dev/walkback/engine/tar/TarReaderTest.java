package dev.walkback.engine.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TarReaderTest {

    @Test
    void names_are_kept_byte_for_byte() throws IOException {
        byte[] tar = tar(header("/", '5', 0), header("/base/5/1259", '0', 3), block("abc"), END);
        assertThat(read(tar))
                .containsExactly(
                        new TarEntry("/", TarEntry.Kind.FOLDER, 0, 0600, ""),
                        new TarEntry("/base/5/1259", TarEntry.Kind.FILE, 3, 0600, ""));
    }

    @Test
    void a_tar_may_end_without_its_end_blocks() throws IOException {
        assertThat(read(tar(header("a", '0', 3), block("abc")))).hasSize(1);
    }

    @Test
    void a_tar_may_end_without_the_padding_of_its_last_file() throws IOException {
        assertThat(read(tar(header("a", '0', 3), "abc".getBytes(UTF_8)))).hasSize(1);
    }

    @Test
    void a_tar_that_ends_within_a_file_is_damaged() {
        assertThatThrownBy(() -> read(tar(header("a", '0', 4), "abc".getBytes(UTF_8))))
                .isInstanceOf(DamagedTarException.class)
                .hasMessageContaining("1 bytes before the end of an entry");
    }

    @Test
    void a_tar_that_ends_within_a_header_is_damaged() {
        assertThatThrownBy(() -> read(Arrays.copyOf(header("a", '0', 0), 200))).isInstanceOf(DamagedTarException.class);
    }

    @Test
    void bytes_behind_the_end_are_damage() {
        assertThatThrownBy(() -> read(tar(header("a", '0', 0), END, "x".getBytes(UTF_8))))
                .isInstanceOf(DamagedTarException.class)
                .hasMessageContaining("bytes follow its end");
    }

    @Test
    void a_header_whose_checksum_is_wrong_is_damage() {
        byte[] header = header("a", '0', 0);
        header[0] = 'b';
        assertThatThrownBy(() -> read(header)).isInstanceOf(DamagedTarException.class);
    }

    @Test
    void an_extended_header_replaces_the_name() throws IOException {
        String record = record("path", "/base/ü");
        byte[] tar = tar(header("x", 'x', record.getBytes(UTF_8).length), block(record), header("short", '0', 0), END);
        assertThat(read(tar)).extracting(TarEntry::name).containsExactly("/base/ü");
    }

    @Test
    void an_extended_header_replaces_the_size() throws IOException {
        String record = record("size", "3");
        byte[] tar = tar(header("x", 'x', record.length()), block(record), header("a", '0', 0), block("abc"), END);
        assertThat(read(tar)).extracting(TarEntry::size).containsExactly(3L);
    }

    @Test
    void a_long_name_of_gnu_is_read() throws IOException {
        String name = "/" + "n".repeat(300);
        byte[] tar = tar(header("././@LongLink", 'L', 301), block(name + "\0"), header("short", '0', 0), END);
        assertThat(read(tar)).extracting(TarEntry::name).containsExactly(name);
    }

    @Test
    void a_size_may_be_a_binary_number() throws IOException {
        byte[] header = header("a", '0', 0);
        Arrays.fill(header, 124, 136, (byte) 0);
        header[124] = (byte) 0x80;
        header[135] = 3;
        assertThat(read(tar(summed(header), block("abc"), END)))
                .extracting(TarEntry::size)
                .containsExactly(3L);
    }

    @Test
    void an_endless_name_is_refused() {
        assertThatThrownBy(() -> read(tar(header("x", 'x', 2 << 20))))
                .isInstanceOf(DamagedTarException.class)
                .hasMessageContaining("of 2097152 bytes");
    }

    @Test
    void content_ends_with_its_entry() throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar(header("a", '0', 3), block("abcdef"), END)));
        reader.next();
        assertThat(reader.content().readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
    }

    @Test
    void the_stream_is_read_to_its_own_end() throws IOException {
        InputStream stream = new ByteArrayInputStream(tar(header("a", '0', 0), END, new byte[100_000]));
        TarReader reader = new TarReader(stream);
        while (reader.next() != null) {
            // on to the end
        }
        assertThat(stream.available()).isZero();
    }

    @Property
    void random_bytes_are_a_tar_or_damaged(@ForAll @Size(max = 2000) byte[] bytes) {
        assertThat(readOrDamaged(bytes)).isTrue();
    }

    @Property
    void an_altered_tar_is_a_tar_or_damaged(@ForAll @IntRange(max = 3583) int at, @ForAll byte value)
            throws IOException {
        String record = record("path", "/base/ü");
        byte[] tar = tar(
                header("x", 'x', record.getBytes(UTF_8).length),
                block(record),
                header("short", '0', 5),
                block("12345"),
                header("/base", '5', 0),
                END);
        tar[at % tar.length] = value;
        assertThat(readOrDamaged(summedAll(tar))).isTrue();
    }

    private static boolean readOrDamaged(byte[] bytes) {
        try {
            read(bytes);
            return true;
        } catch (DamagedTarException damaged) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    private static final byte[] END = new byte[1024];

    private static List<TarEntry> read(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        List<TarEntry> entries = new ArrayList<>();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            entries.add(entry);
        }
        return entries;
    }

    private static byte[] header(String name, char type, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(header, 136, "00000000000\0");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        return summed(header);
    }

    private static byte[] summed(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    /** Makes whatever the bytes are into headers whose checksum is right, so that the reader goes further. */
    private static byte[] summedAll(byte[] tar) {
        for (int at : new int[] {0, 1024, 2048}) {
            byte[] header = summed(Arrays.copyOfRange(tar, at, at + 512));
            System.arraycopy(header, 0, tar, at, 512);
        }
        return tar;
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static byte[] block(String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
    }

    private static String record(String key, String value) {
        int rest = (" " + key + "=" + value + "\n").getBytes(UTF_8).length;
        int length = rest + 1;
        while (String.valueOf(length).length() + rest != length) {
            length++;
        }
        return length + " " + key + "=" + value + "\n";
    }

    private static byte[] tar(byte[]... blocks) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            tar.writeBytes(block);
        }
        return tar.toByteArray();
    }
}
