package dev.walkback.engine.push.hashes;

import dev.walkback.engine.archive.OwnObjects;
import dev.walkback.engine.push.hashes.document.TarListDocument;
import dev.walkback.engine.push.hashes.document.TarsDocument;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where lists of hashes lie, and what they say. */
public final class TarLists {

    static final String ENDING = ".jsonl";

    private static final String TARS = "/tar_partitions/";
    private static final String ALL = "tars.json";

    private final Storage storage;

    public TarLists(Storage storage) {
        this.storage = storage;
    }

    /** Of one tar, without the ending of the codec that the list itself is stored with. */
    static String listOf(String folder, String tar) {
        return folder + OwnObjects.HASHES.substring(1) + tar + ENDING;
    }

    /** Of all tars. */
    static String allOf(String folder) {
        return folder + OwnObjects.HASHES.substring(1) + ALL;
    }

    /** Whether this object is the list of one tar. */
    public static boolean isList(ObjectInfo hashes) {
        return hashes.key().contains(ENDING);
    }

    /** Whether it is the document of all. */
    public static boolean isAll(ObjectInfo hashes) {
        return hashes.key().endsWith("/" + ALL);
    }

    /** The tar that a list is of, as the list's key tells. */
    public static String tarKey(ObjectInfo list) {
        String key = list.key();
        int folder = key.indexOf(OwnObjects.HASHES);
        return key.substring(0, folder)
                + TARS
                + key.substring(folder + OwnObjects.HASHES.length(), key.lastIndexOf(ENDING));
    }

    /** The list of a tar; empty where nobody made one. */
    public Optional<ObjectInfo> find(String tarKey) {
        try (Stream<ObjectInfo> lists = storage.list(KeyRange.prefix(listOf(folder(tarKey), tar(tarKey))))) {
            return lists.findFirst();
        }
    }

    /** What all tars of a backup were when they were stored; empty where nobody noted that, or it makes no sense. */
    public Optional<List<StoredTar>> all(String folder) {
        try (OpenObject object = storage.read(allOf(folder))) {
            return TarsDocument.read(object.bytes());
        } catch (StorageException.Missing none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a list from its beginning. */
    public TarListDocument.Reader open(ObjectInfo list, Layers layers) throws IOException {
        return new TarListDocument.Reader(layers.plain(storage.location(), storage.read(list.key())));
    }

    /** Of a tar's stored bytes, if anybody noted it. */
    Optional<String> sha256(String tarKey, Layers layers) {
        Optional<String> known = all(folder(tarKey)).stream()
                .flatMap(List::stream)
                .filter(tar -> tar.name().equals(tar(tarKey)))
                .map(StoredTar::sha256)
                .findFirst();
        return known.isPresent()
                ? known
                : find(tarKey).flatMap(list -> end(list, layers)).map(StoredTar::sha256);
    }

    private Optional<StoredTar> end(ObjectInfo list, Layers layers) {
        try (TarListDocument.Reader reader = open(list, layers)) {
            while (reader.next() != null) {
                // to the end
            }
            return Optional.of(reader.end());
        } catch (IOException | StorageException.Damaged | StorageException.WrongKey unreadable) {
            return Optional.empty();
        }
    }

    private static String folder(String tarKey) {
        return tarKey.substring(0, tarKey.indexOf(TARS) + 1);
    }

    private static String tar(String tarKey) {
        return tarKey.substring(tarKey.indexOf(TARS) + TARS.length());
    }
}
