package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code st} against what WAL-G 3.0.9 itself printed, how it ended and what it left behind, for the same small storage;
 * {@code st-oracle.txt} was written down while it ran. Where we differ on purpose the case is here by name.
 */
class StorageToolsTest {

    private static final byte[] COMPRESSED =
            HexFormat.of().parseHex("04224d186440a7090000806c696e65206f6e650a000000008ae8de23");

    @TempDir
    Path folder;

    private Path root;
    private Path local;
    private Path downloaded;

    @BeforeEach
    void lay_the_storage() throws IOException {
        root = Files.createDirectory(folder.resolve("storage"));
        local = Files.writeString(folder.resolve("local"), "local bytes\n");
        downloaded = folder.resolve("downloaded");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("wal_005/000000010000000000000001.lz4", bytes("one\n"));
        files.put("wal_005/a/f5", bytes("12345"));
        files.put("wal_005/a-b/f4", bytes("4444"));
        files.put("wal_005/x/f2", bytes("22"));
        files.put("wal_005/x/y/f3", bytes("333"));
        files.put("basebackups_005/base_1/metadata.json", bytes("{}"));
        files.put("top", bytes(""));
        files.put("wal_005/f1", bytes("1\n"));
        files.put("wal_005/f2", bytes("2\n"));
        files.put("uni/\u00e9\u4e2d.txt", bytes("h\u00e9"));
        int[] nanos = {0, 123_456_789, 500_000_000, 120_000, 7};
        int i = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            lay(file.getKey(), file.getValue(), Instant.ofEpochSecond(1_750_000_000L + i * 86_400L * 20, nanos[i % 5]));
            i++;
        }
        lay("wal_005/real.lz4", COMPRESSED, Instant.ofEpochSecond(1_750_000_000L));
        Files.createDirectories(root.resolve("wal_005/empty"));
    }

    static Stream<Said> what_WAL_G_said() throws IOException {
        return Said.all().filter(said -> !said.command().equals("flags"));
    }

    @ParameterizedTest
    @MethodSource("what_WAL_G_said")
    void as_WAL_G_does(Said said) throws Exception {
        SortedSet<String> before = objects();

        Answer answer = walg(said.words(this::path));

        assertThat(answer.exit()).as("exit code").isEqualTo(said.exit());
        assertThat(
                        said.isHelp()
                                ? answer.out().contains("Usage:")
                                : answer.out().equals(said.out()))
                .as("standard output%n%s%nexpected%n%s", answer.out(), said.out())
                .isTrue();
        assertThat(answer.level())
                .as("kind of the first line on standard error")
                .isEqualTo(said.level());
        SortedSet<String> after = objects();
        SortedSet<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        after.removeAll(before);
        assertThat(gone).as("objects gone").isEqualTo(said.gone());
        assertThat(after).as("objects new").isEqualTo(said.fresh());
        assertThat(
                        Files.exists(downloaded)
                                ? HexFormat.of().formatHex(Arrays.copyOf(Files.readAllBytes(downloaded), (int)
                                        Math.min(20, Files.size(downloaded))))
                                : "")
                .as("file downloaded")
                .isEqualTo(said.file());
    }

    @Test
    void looking_at_a_folder_that_is_not_there_does_not_make_it() throws Exception {
        walg(List.of("st", "ls", "nothing-there"));

        assertThat(root.resolve("nothing-there")).doesNotExist();
    }

    @Test
    void a_path_that_climbs_out_of_the_storage_is_refused() throws Exception {
        Files.writeString(folder.resolve("secret"), "not yours");

        assertThat(walg(List.of("st", "cat", "../secret")).exit()).isEqualTo(1);
        assertThat(walg(List.of("st", "cat", "../secret")).out()).isEmpty();
        assertThat(walg(List.of("st", "put", local.toString(), "../planted")).exit())
                .isEqualTo(1);
        assertThat(folder.resolve("planted.lz4")).doesNotExist();
    }

    @Test
    void removing_the_whole_storage_by_an_empty_name_is_refused() throws Exception {
        for (String nothing : List.of("", "/", ".", "wal_005/..")) {
            assertThat(walg(List.of("st", "rm", nothing)).exit()).isEqualTo(1);
        }
        assertThat(objects()).hasSize(11);
    }

    @Test
    void a_damaged_object_is_not_downloaded() throws Exception {
        byte[] compressed = Files.readAllBytes(root.resolve("wal_005/real.lz4"));
        Files.write(root.resolve("wal_005/real.lz4"), Arrays.copyOf(compressed, compressed.length - 4));

        assertThat(walg(List.of("st", "get", "wal_005/real.lz4", downloaded.toString()))
                        .exit())
                .isEqualTo(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(root, local);
        }
    }

    @Test
    void a_downloaded_file_has_the_mode_that_WAL_G_gives_it() throws Exception {
        walg(List.of("st", "get", "wal_005/f1", downloaded.toString()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(downloaded)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void standard_input_is_stored_under_the_one_name_given() throws Exception {
        Answer answer = walg(List.of("st", "put", "-s", "new/obj"), "from a pipe");

        assertThat(answer.exit()).isZero();
        assertThat(walg(List.of("st", "cat", "new/obj.lz4", "--decompress")).out())
                .isEqualTo("from a pipe");
    }

    @Test
    void the_version_begins_with_the_two_words_that_scripts_look_for() throws Exception {
        assertThat(walg(List.of("--version")).out())
                .startsWith("wal-g version ")
                .endsWith("\tPostgreSQL\n");
    }

    @Test
    void every_setting_is_listed_as_a_flag_byte_for_byte() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, Map.of(), Clock.systemUTC());

        int exit = new WalgFace().run(List.of("flags"), console);

        assertThat(exit).isZero();
        assertThat(out.size()).isZero();
        List<String> listed = err.toString(StandardCharsets.UTF_8).lines().toList();
        try (InputStream flags = getClass().getResourceAsStream("/walg/flags.txt")) {
            List<String> expected = new String(flags.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            // the two that are no settings are worded by each program itself
            assertThat(listed.stream().map(StorageToolsTest::withoutMeaning))
                    .containsExactlyElementsOf(expected.stream()
                            .map(StorageToolsTest::withoutMeaning)
                            .toList());
        }
    }

    private static String withoutMeaning(String line) {
        return line.contains("--config ") || line.contains("--turbo ")
                ? line.strip().replaceFirst(" .*", "")
                : line;
    }

    private Answer walg(List<String> words) throws Exception {
        return walg(words, "");
    }

    private Answer walg(List<String> words, String input) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(bytes(input));
        Console console = new Console(out, err, in, false, false, false, 80, Map.of("TZ", "UTC"), Clock.systemUTC());
        int exit = new Walg(new OneFolder(), "v0").run(words, console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Answer(int exit, String out, String err) {

        String level() {
            String first = err.lines().findFirst().orElse("");
            return first.contains(":") ? first.substring(0, first.indexOf(':')) : first;
        }
    }

    /** The storage of this test, as settings would describe it. */
    private final class OneFolder implements Configuration {

        @Override
        public List<String> flags() {
            return List.of("walg-file-prefix");
        }

        @Override
        public Session.Configured read(Map<String, String> given, WalgLog log) {
            return new Session.Configured() {
                @Override
                public List<String> failoverNames() {
                    return List.of();
                }

                @Override
                public MutableStorage storageOf(String configFile) throws WalgFailure {
                    throw new WalgFailure("no other config file here");
                }

                @Override
                public MutableStorage storage(String name) throws WalgFailure {
                    if (!name.equals("default")) {
                        throw new WalgFailure("storage with name \"" + name + "\" is not found");
                    }
                    return new LocalStorage(root, Links.INSIDE, Clock.systemUTC());
                }

                @Override
                public Optional<Encryption> encryption() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> text(String setting) {
                    return Optional.empty();
                }

                @Override
                public long number(String setting, long preset) {
                    return preset;
                }

                @Override
                public ServerAddress server() {
                    return new ServerAddress(Map.of(), "nobody", folder);
                }

                @Override
                public Settings settings() {
                    throw new UnsupportedOperationException("these tools read single settings");
                }

                @Override
                public Codec codec() {
                    return Codecs.named("lz4").orElseThrow();
                }
            };
        }
    }

    private String path(String placeholder) {
        return switch (placeholder) {
            case "root" -> root.toString();
            case "local" -> local.toString();
            case "out" -> downloaded.toString();
            case "none" -> folder.resolve("none").toString();
            case "nodir" -> folder.resolve("nodir").toString();
            case "folder" -> folder.toString();
            default -> throw new IllegalArgumentException(placeholder);
        };
    }

    private SortedSet<String> objects() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return new TreeSet<>(all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList());
        }
    }

    private void lay(String key, byte[] content, Instant modified) throws IOException {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
