package dev.walkback.storage.azure;

import com.azure.core.util.Context;
import com.azure.core.util.polling.PollResponse;
import com.azure.storage.blob.models.BlobCopyInfo;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.specialized.BlobClientBase;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Copies inside the service, which may take its time: it is asked how far it is until it is done. */
final class ServerCopy {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Calls calls;
    private final AzureConfig config;
    private final Location location;
    private final BlobClientBase source;
    private final BlobClientBase target;
    private final String from;
    private final String to;
    private final Overwrite overwrite;

    ServerCopy(
            Calls calls,
            AzureConfig config,
            Location location,
            BlobClientBase source,
            BlobClientBase target,
            String from,
            String to,
            Overwrite overwrite) {
        this.calls = calls;
        this.config = config;
        this.location = location;
        this.source = source;
        this.target = target;
        this.from = from;
        this.to = to;
        this.overwrite = overwrite;
    }

    ObjectInfo made() {
        begin();
        BlobProperties facts = facts();
        while (facts.getCopyStatus() == CopyStatusType.PENDING) {
            pause();
            facts = facts();
        }
        if (facts.getCopyStatus() == CopyStatusType.FAILED || facts.getCopyStatus() == CopyStatusType.ABORTED) {
            throw new StorageException.Rejected(
                    location, "copy " + from, "the service gave it up: " + facts.getCopyStatusDescription(), null);
        }
        return new ObjectInfo(
                to,
                facts.getBlobSize(),
                facts.getLastModified().toInstant(),
                facts.getETag() == null ? null : facts.getETag().replace("\"", ""));
    }

    private void begin() {
        BlobBeginCopyOptions options = new BlobBeginCopyOptions(signed())
                .setPollInterval(PAUSE)
                .setDestinationRequestConditions(BlockUpload.conditions(overwrite));
        try {
            calls.make("copy " + from, from, config.limits().request(), () -> first(options));
        } catch (StorageException.Changed there) {
            throw overwrite == Overwrite.REFUSED ? new StorageException.Exists(location, to, null) : there;
        } catch (StorageException.Exists there) {
            throw new StorageException.Exists(location, to, null);
        }
    }

    private @Nullable PollResponse<BlobCopyInfo> first(BlobBeginCopyOptions options) {
        return target.beginCopy(options).poll();
    }

    /** The same account's key or token opens the source as well; a signature has to be in its address. */
    private String signed() {
        String url = source.getBlobUrl();
        return config.credentials() instanceof AzureCredentials.SasToken(String token) && !url.contains("?")
                ? url + "?" + token
                : url;
    }

    private BlobProperties facts() {
        Duration limit = config.limits().request();
        return calls.make(
                "copy " + from,
                to,
                limit,
                () -> target.getPropertiesWithResponse(null, limit, Context.NONE)
                        .getValue());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(location, "copy " + from, e);
        }
    }
}
