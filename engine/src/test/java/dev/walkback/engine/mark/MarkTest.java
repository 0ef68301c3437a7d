package dev.walkback.engine.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.mark.document.PermanenceField;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {

    private static final BackupName FULL = new BackupName("base_000000010000000000000002");
    private static final BackupName DELTA = new BackupName("base_000000010000000000000004_D_000000010000000000000002");
    private static final BackupName NEXT = new BackupName("base_000000010000000000000006_D_000000010000000000000004");

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("none").orElseThrow());
    private final Marking marking = new Marking(storage);

    private void backup(BackupName name, BackupName parent, boolean permanent) {
        String delta = parent == null
                ? "{\"LSN\":33554472}"
                : "{\"LSN\":67108904,\"DeltaLSN\":33554472,\"DeltaFrom\":\"" + parent + "\",\"DeltaFullName\":\"" + FULL
                        + "\",\"DeltaCount\":1}";
        put(BackupKeys.of(name).metadata(), "{\"pg_version\":150004,\"is_permanent\":" + permanent + ",\"ours\":[1]}");
        put(BackupKeys.of(name).sentinel(), delta);
    }

    private void put(String key, String text) {
        storage.write(key, Content.of(text.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
    }

    private String text(BackupName name) throws IOException {
        return new String(storage.read(BackupKeys.of(name).metadata()).bytes().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void chain(boolean full, boolean delta, boolean next) {
        backup(FULL, null, full);
        backup(DELTA, FULL, delta);
        backup(NEXT, DELTA, next);
    }

    @Test
    void a_delta_is_marked_with_all_that_it_stands_on_from_the_full_backup_down() {
        chain(false, false, false);
        assertThat(marking.permanent(NEXT).steps()).extracting(MarkBackup::name).containsExactly(FULL, DELTA, NEXT);
    }

    @Test
    void what_is_permanent_already_is_passed_by() {
        chain(true, false, true);
        assertThat(marking.permanent(NEXT).steps()).extracting(MarkBackup::name).containsExactly(DELTA);
    }

    @Test
    void what_stands_on_a_marked_backup_stays_as_it_is() {
        chain(false, false, false);
        assertThat(marking.permanent(DELTA).steps())
                .extracting(MarkBackup::name)
                .doesNotContain(NEXT);
    }

    @Test
    void a_backup_under_a_permanent_delta_stays_permanent_and_the_delta_is_named() {
        chain(true, true, false);
        assertThatThrownBy(() -> marking.impermanent(FULL))
                .isInstanceOfSatisfying(
                        MarkRefusedException.class,
                        refused -> assertThat(refused.child()).isEqualTo(DELTA));
    }

    @Test
    void only_the_delta_right_upon_it_is_asked_as_wal_g_does() {
        chain(true, false, true);
        assertThat(marking.impermanent(FULL).steps()).hasSize(1);
    }

    @Test
    void taking_the_mark_from_a_backup_leaves_what_it_stands_on() {
        chain(true, true, true);
        assertThat(marking.impermanent(NEXT).steps())
                .extracting(MarkBackup::name)
                .containsExactly(NEXT);
    }

    @Test
    void what_is_marked_is_permanent_and_keeps_fields_that_nobody_knows() throws IOException {
        chain(false, false, false);
        new MarkExecutor(sink).perform(marking.permanent(FULL).steps());
        assertThat(text(FULL)).isEqualTo("{\"pg_version\":150004,\"is_permanent\":true,\"ours\":[1]}");
    }

    @Test
    void a_document_that_was_written_again_since_the_plan_ends_it_before_anything_that_stands_on_it()
            throws IOException {
        chain(false, false, false);
        List<MarkBackup> steps = marking.permanent(NEXT).steps();
        put(BackupKeys.of(DELTA).metadata(), "{\"is_permanent\":false,\"newer\":1}");

        assertThatThrownBy(() -> new MarkExecutor(sink).perform(steps)).isInstanceOf(StorageException.Changed.class);
        assertThat(text(NEXT)).contains("\"is_permanent\":false");
    }

    @Test
    void a_chain_with_a_lost_document_marks_nothing() {
        chain(false, false, false);
        storage.delete(List.of(BackupKeys.of(FULL).metadata()));
        assertThatThrownBy(() -> marking.permanent(NEXT)).isInstanceOf(StorageException.Missing.class);
    }

    @Test
    void a_chain_that_never_ends_is_damaged() {
        backup(DELTA, NEXT, false);
        backup(NEXT, DELTA, false);
        assertThatThrownBy(() -> marking.permanent(NEXT)).isInstanceOf(StorageException.Damaged.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"is_permanent\":false}|{\"is_permanent\":true}",
                "{ \"IS_Permanent\" : null , \"a\":1}|{ \"IS_Permanent\" : true , \"a\":1}",
                "{\"is_permanent\":true,\"is_permanent\":false}|{\"is_permanent\":true,\"is_permanent\":true}",
                "{\"a\":{\"is_permanent\":false}}|{\"a\":{\"is_permanent\":false},\"is_permanent\":true}",
                "{}|{\"is_permanent\":true}",
                "{ }|{ \"is_permanent\":true}",
                "{\"user_data\":\"h\u00e9\u4e2d\",\"is_permanent\":false}|{\"user_data\":\"h\u00e9\u4e2d\",\"is_permanent\":true}",
                "{\"is_permanent\":\"no\",\"z\":[{}]}|{\"is_permanent\":true,\"z\":[{}]}",
            })
    void only_the_value_changes(String before, String after) throws IOException {
        byte[] changed = PermanenceField.with(before.getBytes(StandardCharsets.UTF_8), true);
        assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"is_permanent\":tru", "{}{}", "null", "{\"a\":1"})
    void what_is_no_document_is_not_made_into_one(String text) {
        assertThatThrownBy(() -> PermanenceField.with(text.getBytes(StandardCharsets.UTF_8), true))
                .isInstanceOf(IOException.class);
    }
}
