package dev.walkback.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.specialized.BlobClientBase;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container of Azure Blob Storage, or the part of it below a prefix. The SDK never tries again by itself: that is a wrapper's
 * to do, which knows what may be repeated.
 *
 * <p>An object that is read is asked for in pieces, each with the etag of the first, so it is one state of the object or
 * {@link StorageException.Changed}. What a request to write or copy did whose answer was lost or not waited for is not known.
 */
public final class AzureStorage implements MutableStorage {

    private final AzureConfig config;
    private final Location location;
    private final String root;
    private final BlobContainerClient container;
    private final Calls calls;
    private final Duration request;
    private final BlobListing listing;

    public AzureStorage(AzureConfig config) {
        this.config = config;
        this.location = config.location();
        this.root = config.prefix().isEmpty() ? "" : config.prefix() + "/";
        this.container = ContainerClient.of(config);
        this.calls = new Calls(location, new AzureFailures(location, config.container()));
        this.request = config.limits().request();
        this.listing = new BlobListing(container, calls, location, root, request);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.ATOMIC_REFUSAL,
                Capability.SERVER_SIDE_COPY,
                Capability.ETAGS,
                Capability.CHEAP_PREFIX_LISTING);
    }

    private BlobClientBase blob(String key) {
        return container.getBlobClient(root + checked(key));
    }

    /** The service takes a backslash for a slash: the object would be another than the key says. */
    private String checked(String key) {
        if (key.indexOf('\\') >= 0) {
            throw new StorageException.BadKey(location, key, "Azure takes the backslash in it for a slash");
        }
        return Keys.checked(location, key);
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        return listing.objects(range);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return listing.entries(folder);
    }

    /** Listings give etags bare, answers in quotes; ours are bare. */
    static @Nullable String bare(@Nullable String etag) {
        return etag == null ? null : etag.replace("\"", "");
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        BlobClientBase blob = blob(key);
        try {
            BlobProperties facts = calls.make(
                    "stat " + key,
                    key,
                    request,
                    () -> blob.getPropertiesWithResponse(null, request, Context.NONE)
                            .getValue());
            return Optional.of(new ObjectInfo(
                    key, facts.getBlobSize(), facts.getLastModified().toInstant(), bare(facts.getETag())));
        } catch (StorageException.Missing missing) {
            return Optional.empty();
        } catch (StorageException.Denied denied) {
            // the answer to a HEAD has no text that tells "who are you" from "not you"
            calls.make("stat " + key, key, request, () -> piece(blob, 0, 1, null));
            throw denied;
        }
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        BlobClientBase blob = blob(key);
        if (range.length() == 0) {
            return nothing(key, range);
        }
        long first = PieceInput.firstLength(range.length());
        String etag = range.etag();
        BlobDownloadContentResponse answer;
        try {
            answer = calls.make("read " + key, key, limit(), () -> piece(blob, range.offset(), first, etag));
        } catch (StorageException.Rejected noSuchByte) {
            return nothing(key, range);
        } catch (StorageException.Changed changed) {
            throw stat(key).isPresent() ? changed : new StorageException.Missing(location, key, null);
        }
        byte[] bytes = answer.getValue().toBytes();
        String state = bare(answer.getDeserializedHeaders().getETag());
        ObjectInfo info = new ObjectInfo(
                key,
                size(answer, bytes.length),
                answer.getDeserializedHeaders().getLastModified().toInstant(),
                state);
        long end = range.offset() + range.lengthIn(info.size());
        return new OpenObject(
                info, new PieceInput(pieces(blob, key, state), location, key, bytes, range.offset(), end));
    }

    private static long size(BlobDownloadContentResponse answer, long otherwise) {
        String range = answer.getDeserializedHeaders().getContentRange();
        return range == null ? otherwise : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private PieceInput.Fetch pieces(BlobClientBase blob, String key, @Nullable String state) {
        return new PieceInput.Fetch() {
            @Override
            public Future<byte[]> begin(long offset, long length) {
                return calls.begin(
                        () -> piece(blob, offset, length, state).getValue().toBytes());
            }

            @Override
            public byte[] outcome(Future<byte[]> begun) {
                return calls.outcome("read " + key, key, limit(), begun);
            }
        };
    }

    private Duration limit() {
        return config.tryTimeout().plusSeconds(5);
    }

    private BlobDownloadContentResponse piece(BlobClientBase blob, long offset, long length, @Nullable String etag) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        if (etag != null) {
            conditions.setIfMatch("\"" + etag + "\"");
        }
        return blob.downloadContentWithResponse(
                new DownloadRetryOptions().setMaxRetryRequests(0),
                conditions,
                new BlobRange(offset, length),
                false,
                config.tryTimeout(),
                Context.NONE);
    }

    /** A range without bytes, if there is such a one: the service knows none. */
    private OpenObject nothing(String key, ByteRange range) {
        ObjectInfo info = stat(key).orElseThrow(() -> new StorageException.Missing(location, key, null));
        if (range.etag() != null && !range.etag().equals(info.etag())) {
            throw new StorageException.Changed(location, key, "it was written again", null);
        }
        if (range.offset() > info.size()) {
            throw new StorageException.Rejected(
                    location, "read " + key, "it has no byte at offset " + range.offset(), null);
        }
        if (range.lengthIn(info.size()) > 0) {
            throw new StorageException.Changed(location, key, "it grew meanwhile", null);
        }
        return new OpenObject(info, InputStream.nullInputStream());
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        String name = root + checked(key);
        Interrupts.check(location, "write " + key);
        Long length = content instanceof Content.Stored stored ? stored.length() : null;
        BlockUpload upload = new BlockUpload(
                container.getBlobClient(name).getBlockBlobClient(), calls, config, location, key, length, overwrite);
        Counted counted = new Counted(upload);
        try {
            produce(key, content, counted);
            BlockBlobItem item = upload.finish();
            return new ObjectInfo(key, counted.count, item.getLastModified().toInstant(), bare(item.getETag()));
        } catch (StorageException failure) {
            throw refined(failure, key, overwrite);
        } finally {
            upload.abandon();
        }
    }

    // the service says "condition not met" of a list of blocks, and discards blocks when another writer was faster
    private StorageException refined(StorageException failure, String key, Overwrite overwrite) {
        boolean lost = failure instanceof StorageException.Changed
                || (failure instanceof StorageException.Unreachable unreachable
                        && unreachable.why().contains("another writer"));
        return overwrite == Overwrite.REFUSED && lost ? new StorageException.Exists(location, key, null) : failure;
    }

    private static final class Counted extends OutputStream {
        private final BlockUpload upload;
        private long count;

        Counted(BlockUpload upload) {
            this.upload = upload;
        }

        @Override
        public void write(int value) {
            upload.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            upload.write(bytes, offset, length);
            count += length;
        }
    }

    private void produce(String key, Content content, OutputStream sink) {
        try {
            content.writeTo(sink);
        } catch (InterruptedIOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? new StorageException.Interrupted(location, "write " + key, e)
                    : new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        BlobClientBase source = blob(from);
        BlobClientBase target = blob(to);
        return new ServerCopy(calls, config, location, source, target, from, to, overwrite).made();
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        keys.forEach(this::checked);
        return new BlobRemoval(calls, location, request, this::blob).of(keys);
    }

    @Override
    public void close() {
        calls.close();
    }
}
