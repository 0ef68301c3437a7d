package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Deletion;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Deleting where the service does not know how to delete many objects by one request. */
final class OneByOneTest {

    private static final List<String> KEYS = List.of("a", "b", "c");

    private static HttpRecorder service(Predicate<Request> denied) {
        byte[] no = "<Error><Code>AccessDenied</Code><Message>not this one</Message></Error>"
                .getBytes(StandardCharsets.UTF_8);
        return new HttpRecorder(request -> switch (request.method()) {
            case "POST" -> Answer.of(501);
            case "DELETE" -> denied.test(request) ? new Answer(403, Map.of(), no) : Answer.of(204);
            default -> Answer.of(200);
        });
    }

    private static S3Storage open(HttpRecorder server) {
        return S3Storage.open(
                S3Config.of("b", "")
                        .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                        .with(new S3Credentials.Keys("key", "secret", null)),
                Clock.systemUTC());
    }

    private static List<String> asked(HttpRecorder server, String method) {
        return server.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(request -> request.uri().getPath())
                .toList();
    }

    @Test
    void every_key_is_deleted_by_a_request_of_its_own() {
        try (HttpRecorder server = service(request -> false);
                S3Storage storage = open(server)) {
            assertThat(storage.delete(KEYS)).isEqualTo(new Deletion(3, List.of()));
            assertThat(asked(server, "DELETE")).containsExactly("/b/a", "/b/b", "/b/c");
        }
    }

    @Test
    void the_request_that_is_not_known_is_sent_once_only() {
        try (HttpRecorder server = service(request -> false);
                S3Storage storage = open(server)) {
            storage.delete(KEYS);
            storage.delete(KEYS);
            assertThat(asked(server, "POST")).hasSize(1);
        }
    }

    @Test
    void a_key_that_may_not_be_deleted_does_not_keep_the_others() {
        try (HttpRecorder server = service(request -> request.uri().getPath().endsWith("/a"));
                S3Storage storage = open(server)) {
            Deletion deletion = storage.delete(KEYS);
            assertThat(deletion.removed()).isEqualTo(2);
            assertThat(deletion.failed()).singleElement().satisfies(failure -> {
                assertThat(failure.key()).isEqualTo("a");
                assertThat(failure.why()).contains("not this one");
            });
        }
    }

    @Test
    void who_may_delete_nothing_is_denied() {
        try (HttpRecorder server = service(request -> true);
                S3Storage storage = open(server)) {
            assertThatThrownBy(() -> storage.delete(KEYS)).isInstanceOf(StorageException.Denied.class);
        }
    }
}
