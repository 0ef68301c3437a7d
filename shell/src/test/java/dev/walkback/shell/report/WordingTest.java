package dev.walkback.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.line.Parser;
import dev.walkback.shell.line.Words;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

    private static final Location HERE = new Location("s3://bucket/path");

    record Case(Throwable failure, String code, int exit) {}

    static Stream<Case> cases() {
        return Stream.concat(
                Stream.of(
                        new Case(new StorageException.Unreachable(HERE, "list", "no", null), "storage-unreachable", 16),
                        new Case(new StorageException.NoStorage(HERE, "bucket x", null), "no-storage", 10),
                        new Case(new StorageException.Missing(HERE, "-odd/key", null), "object-missing", 13),
                        new Case(new StorageException.Exists(HERE, "-k", null), "object-exists", 4),
                        new Case(new StorageException.Changed(HERE, "k", "it", null), "object-changed", 11),
                        new Case(new StorageException.BadKey(HERE, "../k", "it climbs"), "bad-key", 2),
                        new Case(new StorageException.NoRoom(HERE, "k", "full", null), "no-room", 1),
                        new Case(new StorageException.Damaged(HERE, "a b", "short", null), "object-damaged", 15),
                        new Case(new StorageException.Rejected(HERE, "put", "no", null), "storage-rejected", 1),
                        new Case(new StorageException.Interrupted(HERE, "put", null), "interrupted", 130),
                        new Case(new DamagedStreamException("lz4", 7, "short", null), "object-damaged", 15),
                        new Case(new WrongKeyException(List.of(), "no key", null), "key-missing", 12),
                        new Case(new WrongKeyException(List.of("f00"), "no", null), "wrong-key", 12)),
                Stream.concat(denied(), local()));
    }

    private static Stream<Case> denied() {
        return Stream.of(StorageException.Denied.Reason.values())
                .map(reason -> new Case(
                        new StorageException.Denied(HERE, reason, "list", "no", null),
                        switch (reason) {
                            case CREDENTIALS -> "credentials-refused";
                            case NOT_ALLOWED -> "access-denied";
                            case CLOCK_SKEW -> "clock-skew";
                            case SERVER_IDENTITY -> "server-not-trusted";
                            case READ_ONLY -> "storage-read-only";
                        },
                        16));
    }

    private static Stream<Case> local() {
        return Stream.of(
                        new Case(new NoSuchFileException("f"), "local-file-missing", 1),
                        new Case(new AccessDeniedException("f"), "local-file-denied", 1),
                        new Case(new FileSystemException("f", null, "No space left on device"), "local-disk-full", 1),
                        new Case(new IOException("No space left on device"), "local-disk-full", 1),
                        new Case(new FileSystemException("f", null, "Read-only file system"), "local-read-only", 1),
                        new Case(new IOException("something"), "local-failed", 1))
                .map(it -> new Case(new UncheckedIOException((IOException) it.failure()), it.code(), it.exit()));
    }

    @AfterEach
    void forget_interruption() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_failure_has_its_code_and_exit_code(Case it) {
        Problem problem = new Wording("").of(it.failure()).orElseThrow();
        assertThat(problem.code().text()).isEqualTo(it.code());
        assertThat(problem.code().exit().code()).isEqualTo(it.exit());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_suggestion_of_our_own_can_be_typed(Case it) {
        Problem problem =
                new Wording(" --config=f.yaml --storage=prod").of(it.failure()).orElseThrow();
        problem.tries().stream()
                .filter(Suggestion::own)
                .forEach(suggestion -> assertThat(Parser.parse(Words.split(suggestion.command())))
                        .isNotNull());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void each_code_is_explained_and_found_by_its_text(ErrorCode code) {
        assertThat(code.explanation()).hasSizeGreaterThan(60);
        assertThat(ErrorCode.of(code.text())).contains(code);
    }
}
