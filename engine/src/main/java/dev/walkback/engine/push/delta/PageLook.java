package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.page.PageProof;
import dev.walkback.engine.wal.Lsn;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How pages are looked at.
 *
 * @param pageBytes of data pages
 * @param checksums whether each page's is compared; only where the server keeps them
 * @param allNumbers whether every corrupt page's number is kept
 * @param start of the new backup: pages that are newer are mended by WAL
 * @param events told of pages that are corrupt
 */
public record PageLook(
        int pageBytes, boolean checksums, boolean allNumbers, Lsn start, Consumer<? super PushEvent> events) {

    private static final int SOME = 10;

    /** What was found, which is also told at once. */
    CorruptPages corrupt(String name, @Nullable PageProof proof) {
        if (proof == null) {
            return CorruptPages.NOT_LOOKED;
        }
        if (proof.corrupt() > 0) {
            String numbers = Arrays.stream(proof.some())
                    .limit(SOME)
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(", "));
            events.accept(new PushEvent.Note(name + " has pages with a wrong checksum, " + proof.corrupt()
                    + " of them, and goes into the backup as it is: " + numbers
                    + (proof.corrupt() > SOME ? " and more" : "")));
        }
        return new CorruptPages(true, proof.corrupt(), proof.some());
    }
}
