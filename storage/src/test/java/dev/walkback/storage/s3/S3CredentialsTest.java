package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that another service has to be asked for: what it is asked, and that what it gives is used. */
final class S3CredentialsTest {

    private static final String ARN = "arn:aws:iam::123456789012:role/archive";
    private static final String GIVEN = """
            <Credentials><AccessKeyId>GIVENKEY</AccessKeyId><SecretAccessKey>given secret</SecretAccessKey>
            <SessionToken>given token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/archive/s</Arn>
            <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
            """;

    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();
    private final HttpRecorder bucket = new HttpRecorder(request -> Answer.of(200));

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @BeforeEach
    void hideWhatThisMachineHas() {
        set("aws.sharedCredentialsFile", folder.resolve("none").toString());
        set("aws.configFile", folder.resolve("none").toString());
        set("aws.ec2MetadataDisabled", "true");
        set("aws.region", "us-east-1");
    }

    @AfterEach
    void putBack() {
        bucket.close();
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    private Request askedWith(S3Credentials credentials) {
        try (S3Storage storage = S3Storage.open(
                S3Config.of("b", "")
                        .with(S3Endpoint.at(bucket.endpoint().toString()).withPathStyle(true))
                        .with(credentials),
                Clock.systemUTC())) {
            storage.stat("object");
            return bucket.requests().getFirst();
        }
    }

    private static void assertGiven(Request asked) {
        assertThat(asked.header("Authorization").getFirst()).contains("Credential=GIVENKEY/");
        assertThat(asked.header("X-Amz-Security-Token")).containsExactly("given token");
    }

    private static HttpRecorder tokenService(String action) {
        String body =
                "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                        .formatted(action, GIVEN);
        return new HttpRecorder(request -> new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String form(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_role_is_taken_on_with_the_keys_that_may() {
        try (HttpRecorder sts = tokenService("AssumeRole")) {
            set("aws.endpointUrlSts", sts.endpoint().toString());
            S3Credentials.Keys keys = new S3Credentials.Keys("OURKEY", "our secret", null);
            assertGiven(askedWith(new S3Credentials.Role(ARN, "nightly", keys)));
            Request asked = sts.requests().getFirst();
            assertThat(asked.header("Authorization").getFirst()).contains("Credential=OURKEY/");
            assertThat(form(asked)).contains("Action=AssumeRole", "RoleSessionName=nightly", "role%2Farchive");
        }
    }

    @Test
    void a_role_that_is_refused_is_a_matter_of_credentials() {
        byte[] no = """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>AccessDenied</Code><Message>may not assume it</Message></Error></ErrorResponse>
                """.getBytes(StandardCharsets.UTF_8);
        try (HttpRecorder sts = new HttpRecorder(request -> new Answer(403, Map.of(), no))) {
            set("aws.endpointUrlSts", sts.endpoint().toString());
            S3Credentials.Role role =
                    new S3Credentials.Role(ARN, "", new S3Credentials.Keys("OURKEY", "our secret", null));
            assertThatThrownBy(() -> askedWith(role)).isInstanceOfSatisfying(StorageException.Denied.class, denied -> {
                assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS);
                assertThat(denied.why()).contains("may not assume it");
            });
        }
    }

    @Test
    void a_web_identity_is_exchanged_for_keys() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "identity-of-the-pod");
        try (HttpRecorder sts = tokenService("AssumeRoleWithWebIdentity")) {
            set("aws.endpointUrlSts", sts.endpoint().toString());
            set("aws.webIdentityTokenFile", token.toString());
            set("aws.roleArn", ARN);
            set("aws.roleSessionName", "pod");
            assertGiven(askedWith(new S3Credentials.Chain()));
            assertThat(form(sts.requests().getFirst()))
                    .contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=identity-of-the-pod");
        }
    }

    @Test
    void a_container_has_its_keys_from_the_address_it_was_told() {
        byte[] given = """
                {"AccessKeyId": "GIVENKEY", "SecretAccessKey": "given secret", "Token": "given token",
                 "Expiration": "2099-01-01T00:00:00Z"}
                """.getBytes(StandardCharsets.UTF_8);
        try (HttpRecorder agent = new HttpRecorder(request -> new Answer(200, Map.of(), given))) {
            set("aws.containerCredentialsFullUri", agent.endpoint() + "/credentials");
            set("aws.containerAuthorizationToken", "token of the container");
            assertGiven(askedWith(new S3Credentials.Chain()));
            assertThat(agent.requests().getFirst().header("Authorization")).containsExactly("token of the container");
        }
    }

    @Test
    void a_machine_without_any_is_denied_for_its_credentials() {
        assertThatThrownBy(() -> askedWith(new S3Credentials.Chain()))
                .isInstanceOfSatisfying(
                        StorageException.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS));
    }
}
