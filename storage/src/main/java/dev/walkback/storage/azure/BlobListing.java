package dev.walkback.storage.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.ListBlobsOptions;
import dev.walkback.storage.Entry;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists a container page by page. The service gives names in the order of keys. */
final class BlobListing {

    private static final int PAGE = 5000;

    private final BlobContainerClient container;
    private final Calls calls;
    private final Location location;
    private final String root;
    private final Duration request;

    /** @param root what all names of ours begin with: empty, or ending in a slash */
    BlobListing(BlobContainerClient container, Calls calls, Location location, String root, Duration request) {
        this.container = container;
        this.calls = calls;
        this.location = location;
        this.root = root;
        this.request = request;
    }

    Stream<ObjectInfo> objects(KeyRange range) {
        String prefix = narrowed(range);
        if (noText(prefix)) {
            return Stream.empty();
        }
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(root + prefix).setMaxResultsPerPage(PAGE);
        Pages<ObjectInfo> pages = new Pages<>(
                location,
                token -> calls.make("list " + prefix, prefix, request, () -> {
                    Iterator<PagedResponse<BlobItem>> page = container
                            .listBlobs(options, token, request)
                            .iterableByPage()
                            .iterator();
                    return page(page, this::object);
                }));
        return stream(pages, "list " + prefix)
                .takeWhile(object -> !range.endsBefore(object.key()))
                .filter(object -> range.contains(object.key()));
    }

    // no key begins so, and the service may not be asked for it
    private static boolean noText(String prefix) {
        return prefix.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(prefix);
    }

    /** The service cannot begin at a key; what both bounds begin with is as near as it comes. */
    private static String narrowed(KeyRange range) {
        String from = range.from();
        String to = range.to();
        if (from == null || to == null) {
            return range.prefix();
        }
        int common = 0;
        while (common < Math.min(from.length(), to.length()) && from.charAt(common) == to.charAt(common)) {
            common++;
        }
        while (common > 0 && Character.isSurrogate(from.charAt(common - 1))) {
            common--;
        }
        String shared = from.substring(0, common);
        return shared.startsWith(range.prefix()) ? shared : range.prefix();
    }

    Stream<Entry> entries(String folder) {
        if (noText(folder)) {
            return Stream.empty();
        }
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(root + folder).setMaxResultsPerPage(PAGE);
        Pages<Entry> pages = new Pages<>(
                location,
                token -> calls.make("list " + folder, folder, request, () -> {
                    Iterator<PagedResponse<BlobItem>> page = container
                            .listBlobsByHierarchy("/", options, request)
                            .iterableByPage(token)
                            .iterator();
                    return page(page, this::entry);
                }));
        return stream(pages, "list " + folder);
    }

    private interface Reading<E> {
        E of(BlobItem item);
    }

    private static <E> Pages.Page<E> page(Iterator<PagedResponse<BlobItem>> pages, Reading<E> reading) {
        if (!pages.hasNext()) {
            return new Pages.Page<>(List.of(), null);
        }
        PagedResponse<BlobItem> page = pages.next();
        return new Pages.Page<>(page.getValue().stream().map(reading::of).toList(), page.getContinuationToken());
    }

    private <E> Stream<E> stream(Iterator<E> iterator, String attempted) {
        Stream<E> all = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
        return Interrupts.checked(all, location, attempted);
    }

    private Entry entry(BlobItem item) {
        return Boolean.TRUE.equals(item.isPrefix())
                ? new Entry.Folder(item.getName().substring(root.length()))
                : object(item);
    }

    private ObjectInfo object(BlobItem item) {
        BlobItemProperties facts = item.getProperties();
        return new ObjectInfo(
                item.getName().substring(root.length()),
                facts.getContentLength(),
                facts.getLastModified().toInstant(),
                AzureStorage.bare(facts.getETag()));
    }
}
