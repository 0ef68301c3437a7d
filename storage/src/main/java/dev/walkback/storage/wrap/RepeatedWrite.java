package dev.walkback.storage.wrap;

import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One object, written again until the storage answers.
 *
 * <p>With {@link Overwrite#REFUSED} an answer can be lost: the first attempt stored the object, nobody heard so, and the
 * second finds "exists". Then the object there is compared with what was sent. If it is that, it counts as ours, and the
 * write has succeeded; it could only be another's if someone else wrote the very same bytes at that moment, who then wanted
 * what we wanted. If it is not, or if no earlier attempt got as far as the end of its content, it is another's, and stays
 * {@link StorageException.Exists}.
 *
 * <p>Content that is made may come out differently each time (encryption draws a new nonce), so what was sent is remembered for
 * each attempt. Content that can be read once is sent again only if nobody has begun to read it.
 */
final class RepeatedWrite {

    private final MutableStorage within;
    private final Retry retry;
    private final String key;
    private final Content content;
    private final Overwrite overwrite;
    private final Set<Fingerprint> sent = new HashSet<>();
    private boolean begun;

    RepeatedWrite(MutableStorage within, Retry retry, String key, Content content, Overwrite overwrite) {
        this.within = within;
        this.retry = retry;
        this.key = key;
        this.content = content;
        this.overwrite = overwrite;
    }

    ObjectInfo run() {
        Retry.Attempts attempts = retry.begin(within.location(), "write " + key);
        boolean answerLost = false;
        while (true) {
            try {
                return within.write(key, observed(), overwrite);
            } catch (StorageException.Exists e) {
                if (!answerLost) {
                    throw e;
                }
                return ours().orElseThrow(() -> e);
            } catch (StorageException.Unreachable e) {
                if (!canRepeat()) {
                    throw e;
                }
                answerLost = true;
                attempts.pauseOrGiveUp(e);
            }
        }
    }

    private boolean canRepeat() {
        return switch (content) {
            case Content.Stored _ -> true;
            case Content.Produced produced -> produced.repeatable() || !begun;
        };
    }

    /** The content, watched where it cannot be asked again what it was. */
    private Content observed() {
        return switch (content) {
            case Content.Stored stored -> stored;
            case Content.Produced produced ->
                new Content.Produced() {
                    @Override
                    public boolean repeatable() {
                        return produced.repeatable();
                    }

                    @Override
                    public void writeTo(OutputStream sink) throws IOException {
                        begun = true;
                        if (overwrite == Overwrite.ALLOWED) {
                            produced.writeTo(sink);
                            return;
                        }
                        Fingerprint.Maker maker = new Fingerprint.Maker(sink);
                        produced.writeTo(maker);
                        sent.add(maker.fingerprint());
                    }
                };
        };
    }

    /** The object that is there, if it is what was sent. */
    private Optional<ObjectInfo> ours() {
        return retry.run(within.location(), "compare " + key, () -> {
            try (OpenObject there = within.read(key)) {
                return possibleLength(there.info().size()) && isOurs(there.bytes())
                        ? Optional.of(there.info())
                        : Optional.empty();
            } catch (StorageException.Missing gone) {
                // there a moment ago, deleted since: somebody's, in any case not stored now
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean possibleLength(long length) {
        return switch (content) {
            case Content.Stored stored -> stored.length() == length;
            case Content.Produced _ -> sent.stream().anyMatch(one -> one.length() == length);
        };
    }

    private boolean isOurs(InputStream there) throws IOException {
        return switch (content) {
            case Content.Stored stored -> {
                Fingerprint.Maker maker = new Fingerprint.Maker(OutputStream.nullOutputStream());
                stored.writeTo(maker);
                yield Fingerprint.of(there).equals(maker.fingerprint());
            }
            case Content.Produced _ -> sent.contains(Fingerprint.of(there));
        };
    }
}
