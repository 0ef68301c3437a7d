package dev.walkback.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** Storages that are not there, or turn us away: what kind of failure each call meets, and that it is never "absent". */
interface RefusalContract extends ContractFixture {

    @TestFactory
    default Stream<DynamicTest> without_its_root_everything_says_that_there_is_no_storage(TestReporter report) {
        return Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> place().missingRoot().in(report, opening -> {
                            try (MutableStorage nowhere = opening.open()) {
                                assertThatThrownBy(() -> operation.on(nowhere, "original"))
                                        .isInstanceOf(StorageException.NoStorage.class);
                            }
                        })));
    }

    @TestFactory
    default Stream<DynamicTest> with_a_wrong_secret_everything_is_denied(TestReporter report) {
        put("original", "text");
        return Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> place().wrongCredentials().in(report, opening -> {
                            assertThatThrownBy(() -> openAndRun(opening, operation, keyFor(operation)))
                                    .isInstanceOfSatisfying(
                                            StorageException.Denied.class,
                                            denied -> assertThat(denied.reason())
                                                    .isEqualTo(StorageException.Denied.Reason.CREDENTIALS));
                        })));
    }

    @TestFactory
    default Stream<DynamicTest> who_may_only_look_changes_nothing(TestReporter report) {
        put("original", "text");
        return Stream.of(Operation.values())
                .filter(Operation::changes)
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> place().readOnly().in(report, opening -> {
                            assertThatThrownBy(() -> openAndRun(opening, operation, keyFor(operation)))
                                    .isInstanceOfSatisfying(
                                            StorageException.Denied.class,
                                            denied -> assertThat(denied.reason())
                                                    .isIn(
                                                            StorageException.Denied.Reason.NOT_ALLOWED,
                                                            StorageException.Denied.Reason.READ_ONLY));
                            assertThat(text("original")).isEqualTo("text");
                            assertThat(keys(KeyRange.ALL)).containsExactly("original");
                        })));
    }

    @TestFactory
    default Stream<DynamicTest> who_may_only_look_looks(TestReporter report) {
        put("original", "text");
        return Stream.of(Operation.values())
                .filter(operation -> !operation.changes())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> place().readOnly()
                                .in(
                                        report,
                                        opening -> assertThatCode(() -> openAndRun(opening, operation, "original"))
                                                .doesNotThrowAnyException())));
    }

    /** That an object is there would be an honest answer too, from one that must not overwrite it. */
    private static String keyFor(Operation operation) {
        // onto itself there may be nothing to copy, and so nothing to be denied
        boolean ofItsOwn = operation == Operation.WRITE_ONCE || operation == Operation.COPY_TO;
        return ofItsOwn ? "another" : "original";
    }

    /** Opening may fail already: some storages connect then. */
    private static void openAndRun(StorageUnderTest.Opening opening, Operation operation, String key) throws Exception {
        try (MutableStorage storage = opening.open()) {
            operation.on(storage, key);
        }
    }

    @Test
    default void a_failure_says_where() {
        assertThatThrownBy(() -> storage().read("missing"))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.location())
                                .isEqualTo(storage().location()));
    }

    @Test
    default void versions_are_kept_by_a_storage_that_says_so() {
        assertThat(storage() instanceof VersionedStorage)
                .isEqualTo(storage().capabilities().contains(Capability.VERSIONS));
    }

    @Test
    default void a_storage_may_be_closed_twice() throws Exception {
        MutableStorage other = place().open();
        other.close();
        assertThatCode(other::close).doesNotThrowAnyException();
        put("object", "text");
    }
}
