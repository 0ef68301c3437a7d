package dev.walkback.storage.ssh;

import dev.walkback.storage.Deletion;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes files, many requests at once. */
final class Removal {

    private static final int AT_ONCE = 64;

    private final Connection connection;
    private final Place place;
    private final Failures failures;
    private final Map<String, Boolean> folders = new HashMap<>();

    Removal(Connection connection, Place place, Failures failures) {
        this.connection = connection;
        this.place = place;
        this.failures = failures;
    }

    Deletion of(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        all.forEach(place::path);
        List<StorageException> failed = new ArrayList<>();
        List<Deletion.Failure> told = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            Map<String, StorageException> refused =
                    connection.ask("delete " + some.getFirst(), some.getFirst(), sftp -> remove(sftp, some));
            failed.addAll(refused.values());
            refused.forEach((key, why) -> told.add(new Deletion.Failure(key, Failures.text(why))));
        }
        throwWhatMeetsAll(all.size(), failed);
        return new Deletion(all.size() - told.size(), told);
    }

    private static void throwWhatMeetsAll(int asked, List<StorageException> failed) {
        if (asked == failed.size()
                && asked > 0
                && failed.stream().allMatch(StorageException.Denied.class::isInstance)) {
            throw failed.getFirst();
        }
    }

    /** Removes some; the answer is what could not be removed. */
    private Map<String, StorageException> remove(Sftp sftp, List<String> keys) throws IOException {
        place.requireRoot(sftp);
        Map<String, Integer> asked = new LinkedHashMap<>();
        for (String key : keys) {
            if (!asked.containsKey(key) && folderIsThere(sftp, key)) {
                asked.put(key, sftp.askRemove(place.path(key)));
            }
        }
        Map<String, StorageException> refused = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> question : asked.entrySet()) {
            String key = question.getKey();
            try {
                sftp.done(question.getValue());
            } catch (SftpStatus status) {
                if (!status.absent() && place.look(sftp, key).isPresent()) {
                    refused.put(key, failures.ofChange(sftp, place.root(), status, "delete " + key, key));
                }
            }
        }
        return refused;
    }

    // a folder that is not there holds nothing, and one outside of the root is refused
    private boolean folderIsThere(Sftp sftp, String key) throws IOException {
        String folder = Place.parent(place.path(key));
        Boolean known = folders.get(folder);
        if (known == null) {
            known = place.folderIsInside(sftp, folder, key);
            folders.put(folder, known);
        }
        return known;
    }
}
