package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways between us and the reference programs, over the sizes where blocks and windows end. */
class ReferenceToolsIT {

    private static final List<Integer> SIZES =
            List.of(0, 1, 8191, 8192, 8193, 262_144, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 16 * 1024 * 1024);

    private static final List<String> SLOW = List.of("lzma", "gzip");
    private static final int LARGEST_FOR_SLOW_ONES = 262_144;

    @TempDir
    private Path folder;

    static Stream<Arguments> ours() {
        return crossed(List.of(
                Arguments.of("lz4", "lz4 -qdc"),
                Arguments.of("zstd", "zstd -qdc"),
                Arguments.of("brotli", "brotli -dc"),
                Arguments.of("lzma", "xz --format=lzma -dc"),
                Arguments.of("gzip", "gzip -dc")));
    }

    static Stream<Arguments> theirs() {
        return crossed(List.of(
                Arguments.of("lz4", "lz4 -qc"),
                Arguments.of("lz4", "lz4 -qc -BD"),
                Arguments.of("lz4", "lz4 -qc -B4 -BD -BX --content-size"),
                Arguments.of("lz4", "lz4 -qc -l"),
                Arguments.of("zstd", "zstd -qc -3"),
                Arguments.of("zstd", "zstd -qc --long=27 --no-check"),
                Arguments.of("brotli", "brotli -c -q 3"),
                Arguments.of("brotli", "brotli -c -q 1 -w 16"),
                Arguments.of("lzma", "xz --format=lzma -1 -c"),
                Arguments.of("gzip", "gzip -1 -c"),
                Arguments.of("lzo", "lzop -qc"),
                Arguments.of("lzo", "lzop -1 -qc"),
                Arguments.of("lzo", "lzop -7 --crc32 -qc")));
    }

    private static Stream<Arguments> crossed(List<Arguments> commands) {
        return commands.stream()
                .flatMap(command -> SIZES.stream()
                        .filter(size -> size <= LARGEST_FOR_SLOW_ONES || !SLOW.contains((String) command.get()[0]))
                        .map(size -> Arguments.of(command.get()[0], command.get()[1], size)));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void what_we_write_the_reference_program_reads(String codec, String command, int size) throws Exception {
        byte[] plain = Samples.mixed(size, size);
        byte[] read = run(command, Samples.encoded(Codecs.named(codec).orElseThrow(), plain));
        assertThat(Arrays.equals(read, plain)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("theirs")
    void what_the_reference_program_writes_we_read(String codec, String command, int size) throws Exception {
        byte[] plain = Samples.mixed(size, size);
        byte[] read = Samples.decoded(Codecs.named(codec).orElseThrow(), run(command, plain));
        assertThat(Arrays.equals(read, plain)).isTrue();
    }

    private byte[] run(String line, byte[] input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(line.split(" ")));
        command.set(0, Components.command(command.getFirst()).toString());
        Path in = Files.write(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        int exit = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(folder.resolve("errors"))).isZero();
        return Files.readAllBytes(out);
    }
}
