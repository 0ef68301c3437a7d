package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The looking commands on an object store: the same answers as on a directory, and times in UTC wherever the process is. */
class LookingOnS3IT {

    private static final int LARGEST_DOCUMENT = 32 << 10;

    private final Path archive = PackedArchive.named("timelines").shared();
    private final Map<String, String> environment = new HashMap<>();

    private record Answer(int exit, String out, String err) {}

    @BeforeEach
    void put_an_archive_into_a_bucket() throws Exception {
        S3Server server = Components.s3proxy();
        String bucket = "look-" + UUID.randomUUID();
        make(bucket, server);
        environment.putAll(Map.of(
                "TZ", "Asia/Tokyo",
                "WALG_S3_PREFIX", "s3://" + bucket + "/cluster",
                "AWS_ENDPOINT", server.endpoint().toString(),
                "AWS_REGION", server.region(),
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey()));
        WalgLog log = new WalgLog(OutputStream.nullOutputStream(), Clock.systemUTC(), ZoneOffset.UTC);
        Path from = archive.resolve("storage");
        try (MutableStorage storage = new SettingsConfiguration(environment, Clock.systemUTC())
                        .read(Map.of(), log)
                        .storage("default");
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.size(file) <= LARGEST_DOCUMENT ? Files.readAllBytes(file) : new byte[0];
                storage.write(from.relativize(file).toString(), Content.of(bytes), Overwrite.ALLOWED);
            }
        }
    }

    @Test
    void wal_is_shown_and_verified_as_on_a_directory() throws Exception {
        assertThat(run("wal-show").out()).isEqualTo(answer("wal-show"));
        for (Recorded recorded : Recorded.in(archive.resolve("answers"))) {
            if (recorded.name().equals("wal-verify-final-tl3-ahead3")
                    || recorded.name().equals("wal-verify-final-tl1")) {
                Answer ours = run(recorded.words().toArray(String[]::new));
                assertThat(ours.out()).as(ours.err()).isEqualTo(recorded.outInOrder());
            }
        }
    }

    @Test
    void backups_are_listed_with_times_in_utc() throws Exception {
        Answer listed = run("backup-list", "--detail");

        assertThat(listed.exit()).as(listed.err()).isZero();
        assertThat(listed.out().lines().skip(1)).hasSize(5).allSatisfy(line -> {
            assertThat(line).doesNotContain("+09:00").containsPattern(" \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ");
        });
    }

    @Test
    void a_listing_that_is_denied_is_an_error_and_not_an_empty_list() throws Exception {
        environment.put("AWS_SECRET_ACCESS_KEY", "not the secret");
        for (String command : List.of("backup-list", "wal-show", "backup-list --json")) {
            Answer denied = run(command.split(" ", -1));

            assertThat(denied.exit()).as(command).isEqualTo(1);
            assertThat(denied.out()).as(command).isEmpty();
            assertThat(denied.err()).as(command).contains("ERROR: ");
        }
    }

    private String answer(String name) throws IOException {
        return Files.readString(archive.resolve("answers/" + name + ".out"));
    }

    private static void make(String bucket, S3Server server) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    private Answer run(String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, environment, Clock.systemUTC());
        int exit = new WalgFace().run(List.of(words), console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
