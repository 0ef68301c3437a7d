package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserConfigTest {

    @TempDir
    Path folder;

    private Surroundings around() {
        return new Surroundings(Map.of("XDG_CONFIG_HOME", folder.toString()), folder, folder, "me");
    }

    private UserConfig config() {
        return new UserConfig(around(), new Flags(null, Map.of()));
    }

    private NewStorage storage(String name, String... settings) {
        return NewStorage.of(name, "s3://bucket/" + name, List.of(settings), around());
    }

    private String after(String before, NewStorage storage, boolean byDefault) throws IOException {
        Path file = config().file();
        Files.createDirectories(file.getParent());
        Files.writeString(file, before);
        config().add(storage, true, byDefault);
        return Files.readString(file);
    }

    @Test
    void the_first_storage_makes_a_file_that_nobody_else_can_read() throws IOException {
        config().add(storage("prod", "AWS_REGION=eu-central-1"), false, false);
        assertThat(config().file()).hasContent("""
                storages:
                  'prod':
                    WALG_S3_PREFIX: 's3://bucket/prod'
                    AWS_REGION: 'eu-central-1'
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config().file())))
                .isEqualTo("rw-------");
    }

    @Test
    void comments_and_order_stay() throws IOException {
        assertThat(after("""
                # ours
                AWS_REGION: eu   # all of them
                storages:
                    # the first
                    a:
                        WALG_FILE_PREFIX: /a  # here
                    # says more of a

                # behind all
                WALG_COMPRESSION_METHOD: lz4
                """, storage("b"), false)).isEqualTo("""
                # ours
                AWS_REGION: eu   # all of them
                storages:
                    # the first
                    a:
                        WALG_FILE_PREFIX: /a  # here
                    'b':
                      WALG_S3_PREFIX: 's3://bucket/b'
                    # says more of a

                # behind all
                WALG_COMPRESSION_METHOD: lz4
                """);
    }

    @Test
    void one_of_the_same_name_is_replaced_in_its_place() throws IOException {
        assertThat(after("""
                storages:
                  a: {WALG_FILE_PREFIX: /a}
                  b:
                    WALG_FILE_PREFIX: /b
                    AWS_REGION: eu
                  c:
                    WALG_FILE_PREFIX: /c
                default: a # for now
                """, storage("b"), true)).isEqualTo("""
                storages:
                  a: {WALG_FILE_PREFIX: /a}
                  'b':
                    WALG_S3_PREFIX: 's3://bucket/b'
                  c:
                    WALG_FILE_PREFIX: /c
                default: 'b' # for now
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing yet\n",
                "storages:\n",
                "storages: {}\n",
                "storages: ~ # none\nAWS_REGION: eu\n",
                "AWS_REGION: eu"
            })
    void a_file_without_storages_gets_them(String before) throws IOException {
        String after = after(before, storage("b"), true);
        Settings read = Settings.read(Manner.NATIVE, around(), new Flags(null, Map.of()));
        assertThat(read.storageNames()).as(after).containsExactly("b");
        assertThat(read.defaultStorage()).as(after).contains("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storages: {a: {WALG_FILE_PREFIX: /a}}\n",
                "{AWS_REGION: eu}\n",
                "%YAML 1.1\n---\nAWS_REGION: eu\n"
            })
    void what_cannot_be_edited_line_by_line_is_left_alone(String before) throws IOException {
        assertThatThrownBy(() -> after(before, storage("b"), true)).isInstanceOf(Refusal.class);
        assertThat(config().file()).hasContent(before);
    }

    @Test
    void a_name_that_is_there_is_refused_and_nothing_is_touched() throws IOException {
        config().add(storage("prod"), false, false);
        String before = Files.readString(config().file());
        assertThatThrownBy(() -> config().add(storage("prod", "AWS_REGION=x"), false, false))
                .isInstanceOf(Refusal.class);
        assertThat(config().file()).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_SECRET_ACCESS_KEY=hunter2", "ssh_password=hunter2", "s3-sse-c=hunter2"})
    void a_secret_is_refused_without_being_repeated(String word) {
        assertThatThrownBy(() -> storage("prod", word))
                .isInstanceOf(Refusal.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh://me:hunter2@host/dir", "s3://key:hunter2@bucket/path", "azure://container/path?sig=hunter2"
            })
    void an_address_with_a_secret_in_it_is_refused_without_being_repeated(String place) {
        assertThatThrownBy(() -> NewStorage.of("prod", place, List.of(), around()))
                .isInstanceOf(Refusal.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_link_to_the_file_stays_a_link() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("mine.yaml"), "AWS_REGION: eu\n");
        Files.createDirectories(config().file().getParent());
        Files.createSymbolicLink(config().file(), elsewhere);
        config().add(storage("prod"), false, false);
        assertThat(Files.isSymbolicLink(config().file())).isTrue();
        assertThat(elsewhere).content().contains("'prod'");
    }

    @Test
    void of_two_that_write_at_once_neither_is_lost() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                NewStorage storage = storage("s" + i);
                writers.add(executor.submit(() -> {
                    config().add(storage, false, false);
                    return null;
                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(Settings.read(Manner.NATIVE, around(), new Flags(null, Map.of()))
                        .storageNames())
                .hasSize(8);
    }

    @Test
    void a_file_that_only_names_storages_does_not_hide_the_configuration_of_wal_g() throws IOException {
        Files.writeString(folder.resolve(".walg.json"), """
                {"WALG_FILE_PREFIX": "/archive"}
                """);
        config().add(storage("prod"), false, false);

        Settings settings = Settings.read(Manner.NATIVE, around(), new Flags(null, Map.of()));

        assertThat(settings.text("WALG_FILE_PREFIX")).contains("/archive");
        assertThat(settings.storageNames()).contains("prod");
    }

    @Test
    void a_file_that_sets_something_itself_counts_alone() throws IOException {
        Files.writeString(folder.resolve(".walg.json"), """
                {"WALG_FILE_PREFIX": "/archive"}
                """);
        after("AWS_REGION: eu\n", storage("prod"), false);

        Settings settings = Settings.read(Manner.NATIVE, around(), new Flags(null, Map.of()));

        assertThat(settings.text("WALG_FILE_PREFIX")).isEmpty();
    }

    @Test
    void a_file_that_was_asked_for_counts_alone() throws IOException {
        Files.writeString(folder.resolve(".walg.json"), """
                {"WALG_FILE_PREFIX": "/archive"}
                """);
        config().add(storage("prod"), false, false);

        Settings settings =
                Settings.read(Manner.NATIVE, around(), new Flags(config().file().toString(), Map.of()));

        assertThat(settings.text("WALG_FILE_PREFIX")).isEmpty();
    }
}
