package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.OpenIncrement;
import dev.walkback.engine.push.pack.PageInspection;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.push.page.PageProof;
import dev.walkback.engine.push.page.PagedFiles;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Everything goes in whole, and the checksums of pages are compared. */
public record FullTreatments(PageLook look) implements Treatments {

    @Override
    public Treatment of(WalkedFile file) {
        return Treatment.WHOLE;
    }

    @Override
    public Optional<OpenIncrement> increment(WalkedFile file, FileChannel open, Treatment.Incremented how) {
        return Optional.empty();
    }

    @Override
    public Optional<PageInspection> inspection(WalkedFile file) {
        return look.checksums()
                ? PagedFiles.withChecksums(file)
                        .map(relation -> new WholeFileLook(
                                file.name(),
                                look,
                                new PageProof(file.path(), relation, look.pageBytes(), look.start(), look.allNumbers()),
                                null,
                                new DeltaTally()))
                : Optional.empty();
    }
}
