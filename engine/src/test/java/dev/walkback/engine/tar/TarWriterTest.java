package dev.walkback.engine.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lz4-delta-chain", "zstd-tablespaces"})
    void what_wal_g_packed_comes_out_byte_for_byte(String archive) throws IOException {
        PackedArchive.named(archive).unpackInto(folder);
        try (Stream<Path> files = Files.walk(folder.resolve("storage/basebackups_005"))) {
            for (Path part :
                    files.filter(file -> file.toString().contains(".tar.")).toList()) {
                byte[] theirs = plain(part);
                assertThat(again(theirs)).as(part.toString()).isEqualTo(theirs);
            }
        }
    }

    @Test
    void a_long_name_is_cut_at_a_slash() throws IOException {
        String name = "/" + "a".repeat(90) + "/" + "b".repeat(90);
        byte[] tar = tar(file(name, 0, 0));
        assertThat(tar).hasSize(3 * 512);
        assertThat(names(tar)).containsExactly(name);
    }

    @Test
    void a_name_that_cannot_be_cut_gets_an_extended_header() throws IOException {
        String name = "/" + "a".repeat(300);
        byte[] tar = tar(file(name, 0, 0));
        assertThat(new String(tar, 0, 30, UTF_8)).startsWith("/PaxHeaders.0/aaaa");
        assertThat(names(tar)).containsExactly(name);
    }

    @Test
    void a_name_that_is_not_ascii_gets_an_extended_header() throws IOException {
        byte[] tar = tar(file("/pg_wäl", 0, 0));
        assertThat(new String(tar, 512, 17, UTF_8)).isEqualTo("17 path=/pg_wäl\n");
        assertThat(names(tar)).containsExactly("/pg_wäl");
    }

    @Test
    void times_are_rounded_to_whole_seconds() throws IOException {
        assertThat(new String(tar(file("/a", 0, 1_499_999_999L)), 136, 11, UTF_8))
                .isEqualTo("00000000001");
        assertThat(new String(tar(file("/a", 0, 1_500_000_000L)), 136, 11, UTF_8))
                .isEqualTo("00000000002");
    }

    @Test
    void a_size_beyond_eleven_octal_digits_gets_an_extended_header() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TarWriter(out).begin(file("/large", 1L << 33, 0));
        assertThat(out.toString(UTF_8)).contains("19 size=8589934592\n");
    }

    @Test
    void more_content_than_was_told_is_a_mistake() throws IOException {
        TarWriter tar = new TarWriter(new ByteArrayOutputStream());
        tar.begin(file("/a", 1, 0));
        assertThatThrownBy(() -> tar.write(new byte[2], 0, 2)).isInstanceOf(IllegalStateException.class);
    }

    private static NewEntry file(String name, long size, long nanos) {
        return new NewEntry(name, TarEntry.Kind.FILE, size, 0600, nanos, 26, 26, "postgres", "postgres", "");
    }

    private static byte[] tar(NewEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        for (NewEntry entry : entries) {
            tar.begin(entry);
        }
        tar.end();
        return out.toByteArray();
    }

    private static List<String> names(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        TarEntry entry = reader.next();
        assertThat(reader.next()).isNull();
        return List.of(entry.name());
    }

    private static byte[] plain(Path part) throws IOException {
        try (InputStream plain = Codecs.ofKey(part.toString()).decoding(Files.newInputStream(part))) {
            return plain.readAllBytes();
        }
    }

    /** The same entries, as far as their headers tell, written by us. */
    private static byte[] again(byte[] theirs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        int at = 0;
        while (theirs[at] != 0) {
            String extendedName = "";
            if (theirs[at + 156] == 'x') {
                String record = new String(theirs, at + 512, number(theirs, at + 124, 12), UTF_8);
                assertThat(record).contains(" path=").endsWith("\n");
                extendedName = record.substring(record.indexOf('=') + 1, record.length() - 1);
                at += 512 + blocks(number(theirs, at + 124, 12));
            }
            int size = number(theirs, at + 124, 12);
            tar.begin(entry(theirs, at, extendedName));
            tar.write(theirs, at + 512, size);
            at += 512 + blocks(size);
        }
        tar.end();
        return out.toByteArray();
    }

    private static NewEntry entry(byte[] tar, int at, String extendedName) {
        String prefix = text(tar, at + 345, 155);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(tar, at, 100);
        return new NewEntry(
                extendedName.isEmpty() ? name : extendedName,
                switch (tar[at + 156]) {
                    case '5' -> TarEntry.Kind.FOLDER;
                    case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
                    default -> TarEntry.Kind.FILE;
                },
                number(tar, at + 124, 12),
                number(tar, at + 100, 8),
                number(tar, at + 136, 12) * 1_000_000_000L,
                number(tar, at + 108, 8),
                number(tar, at + 116, 8),
                text(tar, at + 265, 32),
                text(tar, at + 297, 32),
                text(tar, at + 157, 100));
    }

    private static int blocks(int size) {
        return (size + 511) / 512 * 512;
    }

    private static int number(byte[] tar, int at, int length) {
        return (int) Long.parseLong(text(tar, at, length).strip(), 8);
    }

    private static String text(byte[] tar, int at, int length) {
        byte[] field = Arrays.copyOfRange(tar, at, at + length);
        int end = 0;
        while (end < length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, UTF_8);
    }
}
