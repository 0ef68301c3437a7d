package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's promise to the codecs and theirs to it, see the package's page. */
class NativeLibrariesTest {

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final String ZSTD = "libzstd-jni-" + ZstdVersion.VERSION + ".so";

    /** File name to resource. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "liblz4-java.so",
            "/net/jpountz/util/linux/" + (ARM ? "aarch64" : "amd64") + "/liblz4-java.so",
            ZSTD,
            "/linux/" + (ARM ? "aarch64" : "amd64") + "/" + ZSTD,
            "libbrotli.so",
            "/lib/linux-" + (ARM ? "aarch64" : "x86_64") + "/libbrotli.so");

    @TempDir
    private Path folder;

    @Test
    void from_a_folder_all_three_load_where_the_temp_folder_cannot_be_written() throws Exception {
        Path natives = unpack();
        Path notAFolder = Files.createFile(folder.resolve("tmp"));
        CodecProcess.Outcome outcome = CodecProcess.run(
                List.of("-Djava.library.path=" + natives, "-Djava.io.tmpdir=" + notAFolder), "lz4", "zstd", "brotli");
        assertThat(outcome.mapped())
                .containsExactlyInAnyOrderElementsOf(LIBRARIES.keySet().stream()
                        .map(file -> natives.resolve(file).toString())
                        .toList());
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void from_a_folder_nothing_is_written_to_the_temp_folder() throws Exception {
        Path temp = Files.createDirectory(folder.resolve("tmp"));
        CodecProcess.Outcome outcome = CodecProcess.run(
                List.of("-Djava.library.path=" + unpack(), "-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData"),
                "lz4",
                "zstd",
                "brotli");
        assertThat(outcome.exit()).as(outcome.lines().toString()).isZero();
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "brotli"})
    void a_library_that_cannot_be_loaded_is_said_in_words(String codec) throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("tmp"));
        CodecProcess.Outcome outcome =
                CodecProcess.run(List.of("-Djava.library.path=/nowhere", "-Djava.io.tmpdir=" + notAFolder), codec);
        assertThat(outcome.lines())
                .anyMatch(line -> line.contains("IOException: the native library for " + codec + " cannot be loaded")
                        && line.contains("/nowhere"));
    }

    @Test
    void lz4_does_without_its_library() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("tmp"));
        CodecProcess.Outcome outcome =
                CodecProcess.run(List.of("-Djava.library.path=/nowhere", "-Djava.io.tmpdir=" + notAFolder), "lz4");
        assertThat(outcome.exit()).as(outcome.lines().toString()).isZero();
        assertThat(outcome.mapped()).isEmpty();
    }

    @Test
    void a_codec_loads_its_own_library_and_no_other() throws Exception {
        Path natives = unpack();
        assertThat(CodecProcess.run(List.of("-Djava.library.path=" + natives), "zstd")
                        .mapped())
                .containsExactly(natives.resolve(ZSTD).toString());
    }

    @Test
    void asking_for_codecs_loads_no_class_of_any_library() throws Exception {
        assertThat(classesLoaded())
                .isNotEmpty()
                .filteredOn(NativeLibrariesTest::isOfALibrary)
                .isEmpty();
    }

    @Test
    void using_one_codec_loads_no_class_of_the_others() throws Exception {
        assertThat(classesLoaded("lz4"))
                .anyMatch(line -> line.contains(" net.jpountz."))
                .filteredOn(NativeLibrariesTest::isOfALibrary)
                .allMatch(line -> line.contains(" net.jpountz."));
    }

    private List<String> classesLoaded(String... codecs) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        CodecProcess.run(List.of("-Xlog:class+load:file=" + log), codecs);
        return Files.readAllLines(log);
    }

    private static boolean isOfALibrary(String line) {
        return List.of(" net.jpountz.", " com.github.luben.", " com.aayushatharva.", " org.tukaani.").stream()
                .anyMatch(line::contains);
    }

    private Path unpack() throws IOException {
        Path natives = Files.createDirectories(folder.resolve("natives"));
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            try (InputStream in = NativeLibrariesTest.class.getResourceAsStream(library.getValue())) {
                Files.copy(in, natives.resolve(library.getKey()));
            }
        }
        return natives;
    }
}
