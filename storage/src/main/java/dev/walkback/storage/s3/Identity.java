package dev.walkback.storage.s3;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Turns a choice of credentials into what the SDK asks for them. */
final class Identity {

    private static final String SESSION = "walkback";

    private Identity() {}

    /** @param http for the requests that taking on a role needs */
    static AwsCredentialsProvider of(S3Credentials choice, Region region, SdkHttpClient http) {
        return switch (choice) {
            case S3Credentials.Keys keys ->
                StaticCredentialsProvider.create(
                        keys.token() == null
                                ? AwsBasicCredentials.create(keys.id(), keys.secret())
                                : AwsSessionCredentials.create(keys.id(), keys.secret(), keys.token()));
            case S3Credentials.Profile profile -> profile(profile);
            case S3Credentials.Chain() -> DefaultCredentialsProvider.builder().build();
            case S3Credentials.Instance(boolean _) -> InstanceProfileCredentialsProvider.create();
            case S3Credentials.Role role -> role(role, region, http);
        };
    }

    private static AwsCredentialsProvider profile(S3Credentials.Profile profile) {
        ProfileCredentialsProvider.Builder provider = ProfileCredentialsProvider.builder();
        if (profile.name() != null) {
            provider.profileName(profile.name());
        }
        profileFiles(profile).ifPresent(provider::profileFile);
        return provider.build();
    }

    /** The files that were named, and the usual ones in place of those that were not; empty when none was named. */
    static Optional<ProfileFile> profileFiles(S3Credentials choice) {
        if (!(choice instanceof S3Credentials.Profile profile)
                || (profile.configFile() == null && profile.credentialsFile() == null)) {
            return Optional.empty();
        }
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        file(profile.credentialsFile(), ProfileFile.Type.CREDENTIALS).ifPresent(files::addFile);
        file(profile.configFile(), ProfileFile.Type.CONFIGURATION).ifPresent(files::addFile);
        return Optional.of(files.build());
    }

    private static Optional<ProfileFile> file(@Nullable Path named, ProfileFile.Type type) {
        Optional<Path> path = named != null
                ? Optional.of(named)
                : type == ProfileFile.Type.CREDENTIALS
                        ? ProfileFileLocation.credentialsFileLocation()
                        : ProfileFileLocation.configurationFileLocation();
        return path.map(
                content -> ProfileFile.builder().content(content).type(type).build());
    }

    private static AwsCredentialsProvider role(S3Credentials.Role role, Region region, SdkHttpClient http) {
        StsClient sts = StsClient.builder()
                .region(region)
                .httpClient(http)
                .credentialsProvider(of(role.by(), region, http))
                .build();
        String session = role.sessionName().isBlank() ? SESSION : role.sessionName();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(Objects.requireNonNull(sts))
                .refreshRequest(request -> request.roleArn(role.arn()).roleSessionName(session))
                .build();
    }
}
