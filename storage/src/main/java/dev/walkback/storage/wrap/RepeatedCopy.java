package dev.walkback.storage.wrap;

import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One copy, made again until the storage answers. "Exists" after a lost answer is looked into as in {@link RepeatedWrite}. */
final class RepeatedCopy {

    private final MutableStorage within;
    private final Retry retry;
    private final String from;
    private final String to;
    private final Overwrite overwrite;

    RepeatedCopy(MutableStorage within, Retry retry, String from, String to, Overwrite overwrite) {
        this.within = within;
        this.retry = retry;
        this.from = from;
        this.to = to;
        this.overwrite = overwrite;
    }

    ObjectInfo run() {
        Retry.Attempts attempts = retry.begin(within.location(), "copy " + from);
        boolean answerLost = false;
        while (true) {
            try {
                return within.copy(from, to, overwrite);
            } catch (StorageException.Exists e) {
                if (!answerLost) {
                    throw e;
                }
                return retry.run(within.location(), "compare " + to, () -> sameOr(e));
            } catch (StorageException.Unreachable e) {
                answerLost = true;
                attempts.pauseOrGiveUp(e);
            }
        }
    }

    private ObjectInfo sameOr(StorageException.Exists otherwise) {
        try (OpenObject original = within.read(from);
                OpenObject copy = within.read(to)) {
            if (original.info().size() == copy.info().size()
                    && Fingerprint.of(original.bytes()).equals(Fingerprint.of(copy.bytes()))) {
                return copy.info();
            }
            throw otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
