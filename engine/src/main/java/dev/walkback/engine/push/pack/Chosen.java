package dev.walkback.engine.push.pack;

import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;

/**
 * Something that goes into a tar: a folder, a link, or a file that is not as the parent has it.
 *
 * @param updates how often the relation was written to, where the composer goes by that; else 0
 */
public record Chosen(WalkedFile file, Treatment treatment, long updates) {

    public Chosen(WalkedFile file, Treatment treatment) {
        this(file, treatment, 0);
    }
}
