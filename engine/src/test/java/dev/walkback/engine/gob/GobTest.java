package dev.walkback.engine.gob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.gob.GobType.Basic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GobTest {

    private static final GobType COMMAND = new GobType.Struct(
            "CatchupCommandDto",
            List.of(
                    new GobType.Field("IsDone", Basic.BOOL),
                    new GobType.Field("IsIncremental", Basic.BOOL),
                    new GobType.Field("IsFull", Basic.BOOL),
                    new GobType.Field("IsDelete", Basic.BOOL),
                    new GobType.Field("IsBinContents", Basic.BOOL),
                    new GobType.Field("FileSize", Basic.UINT),
                    new GobType.Field("FileName", Basic.STRING),
                    new GobType.Field("BinaryContents", Basic.BYTES),
                    new GobType.Field("FilesToDelete", new GobType.Slice(Basic.STRING))));

    @Test
    void what_go_wrote_of_a_copy_is_read() throws IOException {
        GobReader reader = reader(recorded("receiver"));

        assertThat(reader.read())
                .isEqualTo(Map.of(
                        "SystemIdentifier", 7444444444444444444L, "CurrentTimeline", 3L, "Checkpoint", 0x1_2345_6788L));
        Map<?, ?> files = (Map<?, ?>) reader.read();
        assertThat((byte[]) ((Map<?, ?>) Objects.requireNonNull(files.get("base/5/1259"))).get("MTime"))
                .isEqualTo(HexFormat.of().parseHex("010000000edce5e800075bcd15ffff"));
        assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
    }

    @Test
    void what_go_wrote_of_a_sender_is_read() throws IOException {
        GobReader reader = reader(recorded("sender"));

        assertThat(reader.read()).isEqualTo(Map.of("FileName", "base/5/1259", "IsFull", true, "FileSize", 300L));
        byte[] content = new byte[300];
        Arrays.fill(content, (byte) 7);
        assertThat(reader.read()).isEqualTo(content);
        assertThat(reader.read()).isEqualTo(Map.of("FileName", "base/5/1260", "IsIncremental", true));
        assertThat(reader.read()).isEqualTo(Map.of("IsDelete", true, "FilesToDelete", List.of("base/5/16384", "x")));
        assertThat(((Map<?, ?>) reader.read()).get("BinaryContents"))
                .isEqualTo("label".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.read()).isEqualTo(Map.of("IsDone", true));
    }

    /** The order of definitions and the numbers of types are the writer's choice; messages of values but for the number are not. */
    @Test
    void values_are_written_as_go_writes_them() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GobWriter writer = new GobWriter(out);
        writer.write(COMMAND, Map.of("IsDelete", true, "FilesToDelete", List.of("base/5/16384", "x")));
        writer.write(COMMAND, Map.of("FileName", "base/5/1259", "IsFull", true, "FileSize", 300L));
        writer.write(Basic.BYTES, new byte[] {7, 7});

        String written = HexFormat.of().formatHex(out.toByteArray());

        assertThat(written)
                .contains("040105020c626173652f352f3136333834017800".substring(2))
                .contains("0301" + "03fe012c" + "010b626173652f352f3132353900")
                .endsWith("050a00020707");
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        GobType times = new GobType.Dictionary(
                Basic.STRING,
                new GobType.Struct(
                        "T",
                        List.of(
                                new GobType.Field("A", new GobType.Opaque("Time")),
                                new GobType.Field("B", Basic.INT))));
        Map<String, Object> value = Map.of("x", Map.of("A", new byte[] {1}, "B", -129L), "y", Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GobWriter(out).write(times, value);

        assertThat((Map<?, ?>) reader(out.toByteArray()).read())
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    @Test
    void altered_bytes_are_an_error_and_never_anything_else() throws IOException {
        byte[] whole = recorded("sender");
        Random random = new Random(20);
        for (int round = 0; round < 20_000; round++) {
            byte[] altered = whole.clone();
            int where = random.nextInt(altered.length);
            altered[where] = (byte) random.nextInt(256);
            GobReader reader = reader(altered);
            try {
                for (int i = 0; i < 50; i++) {
                    reader.read();
                }
            } catch (IOException told) {
                continue;
            }
            throw new AssertionError("fifty values out of six, byte " + where);
        }
    }

    @Test
    void a_length_alone_takes_no_memory() {
        byte[] claims = HexFormat.of().parseHex("fc3fffffff" + "0a00" + "fc3ffffff0");

        assertThatThrownBy(() -> reader(claims).read()).isInstanceOf(EOFException.class);
    }

    private static GobReader reader(byte[] bytes) {
        return new GobReader(new ByteArrayInputStream(bytes));
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream hex = Objects.requireNonNull(GobTest.class.getResourceAsStream(name + ".hex"))) {
            return HexFormat.of().parseHex(new String(hex.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }
}
