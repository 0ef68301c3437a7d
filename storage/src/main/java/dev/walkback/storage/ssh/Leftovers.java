package dev.walkback.storage.ssh;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was begun on a line that broke, to be put right on the next one: files to remove, objects to move back. */
final class Leftovers {

    private final Map<String, Optional<String>> files = new ConcurrentHashMap<>();

    void remove(String path) {
        files.put(path, Optional.empty());
    }

    /** @param path where it was before it was moved aside, and belongs unless another took its place */
    void restore(String aside, String path) {
        files.put(aside, Optional.of(path));
    }

    void sweep(Line line) {
        for (Map.Entry<String, Optional<String>> file : List.copyOf(files.entrySet())) {
            try (Line.Lease lease = line.lease()) {
                putRight(lease.sftp(), file.getKey(), file.getValue());
                files.remove(file.getKey());
            } catch (SftpStatus gone) {
                files.remove(file.getKey());
            } catch (IOException stillNot) {
                return;
            }
        }
    }

    private static void putRight(Sftp sftp, String file, Optional<String> home) throws IOException {
        if (home.isPresent() && Place.unlessAbsent(() -> sftp.lstat(home.get())).isEmpty()) {
            sftp.rename(file, home.get());
        } else {
            sftp.remove(file);
        }
    }
}
