package dev.walkback.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import dev.walkback.testing.Azurite;
import dev.walkback.testing.Components;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways into a container, and what only shows at some size. */
class AzureAccessIT {

    private static final int MORE_THAN_A_PAGE = 5010;

    private Azurite azurite;
    private BlobContainerClient container;

    @BeforeEach
    void start() {
        azurite = Components.azurite();
        container = AzuriteContainer.fresh(azurite);
        container.getBlobClient("object").upload(BinaryData.fromString("here"));
    }

    @AfterEach
    void end() {
        container.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void a_signature_opens_with_and_without_its_question_mark(String mark) {
        assertThat(sees(new AzureCredentials.SasToken(mark + signature()))).isTrue();
    }

    @Test
    void a_connection_string_with_a_key_opens() {
        assertThat(sees(new AzureCredentials.ConnectionString(azurite.connectionString())))
                .isTrue();
    }

    @Test
    void a_connection_string_with_a_signature_opens() {
        String text = "BlobEndpoint=" + azurite.endpoint() + ";SharedAccessSignature=" + signature();

        assertThat(sees(new AzureCredentials.ConnectionString(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AccountName=a", "AccountKey=se-cret", "AccountName=a;AccountKey"})
    void a_connection_string_that_is_none_is_refused_without_quoting_it(String text) {
        Denied denied = catchThrowableOfType(Denied.class, () -> sees(new AzureCredentials.ConnectionString(text)));

        assertThat(denied.reason()).isEqualTo(Denied.Reason.CREDENTIALS);
        assertThat(denied).hasMessageNotContaining("se-cret");
    }

    @Test
    void a_wrong_key_is_turned_away() {
        String wrong = Base64.getEncoder().encodeToString("wrong".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> sees(new AzureCredentials.AccountKey(wrong)))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.Reason.CREDENTIALS))
                .hasMessageNotContaining(wrong);
    }

    @Test
    void a_container_that_is_not_there_is_no_missing_object() {
        try (AzureStorage storage = new AzureStorage(AzuriteContainer.config(azurite, "no-such-container", ""))) {
            assertThatThrownBy(() -> storage.read("object", ByteRange.ALL))
                    .isInstanceOf(StorageException.NoStorage.class);
        }
    }

    @Test
    void a_listing_goes_on_after_the_first_page() {
        List<String> names = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj("many/%05d"::formatted)
                .toList();
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            names.forEach(name -> writers.execute(
                    () -> container.getBlobClient(name).getBlockBlobClient().commitBlockList(List.of())));
        }
        try (AzureStorage storage = new AzureStorage(config(""))) {
            assertThat(storage.list(KeyRange.prefix("many/")).map(ObjectInfo::key))
                    .isEqualTo(names);
        }
    }

    @Test
    void sixty_mebibytes_of_unknown_length_come_back_whole() throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        Content.Produced unknown = sink -> {
            for (int i = 0; i < 60; i++) {
                mebibyte[0] = (byte) i;
                sink.write(mebibyte);
            }
        };
        try (AzureStorage storage = new AzureStorage(config("an/archive"))) {
            assertThat(storage.write("large", unknown, Overwrite.REFUSED).size())
                    .isEqualTo(60L << 20);

            try (OpenObject object = storage.read("large", ByteRange.ALL)) {
                for (int i = 0; i < 60; i++) {
                    byte[] read = object.bytes().readNBytes(1 << 20);
                    assertThat(new int[] {read.length, read[0]}).containsExactly(1 << 20, i);
                }
                assertThat(object.bytes().read()).isEqualTo(-1);
            }
        }
    }

    private AzureConfig config(String prefix) {
        return AzuriteContainer.config(azurite, container.getBlobContainerName(), prefix);
    }

    private boolean sees(AzureCredentials credentials) {
        AzureConfig config = AzureConfig.of(
                        credentials instanceof AzureCredentials.ConnectionString ? null : azurite.account(),
                        container.getBlobContainerName(),
                        "",
                        credentials)
                .withEndpoint(new AzureEndpoint.Url(URI.create(azurite.endpoint())));
        try (AzureStorage storage = new AzureStorage(config)) {
            return storage.stat("object").isPresent();
        }
    }

    private String signature() {
        BlobContainerSasPermission rights =
                new BlobContainerSasPermission().setReadPermission(true).setListPermission(true);
        return container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), rights));
    }
}
