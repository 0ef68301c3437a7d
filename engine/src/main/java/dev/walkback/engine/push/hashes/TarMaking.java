package dev.walkback.engine.push.hashes;

import dev.walkback.engine.push.Parent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tar was made for.
 *
 * @param system in decimal digits; empty where a server cannot tell
 * @param parent what increments are increments of; empty for a full backup
 * @param began when files began to be read, by the clock of the machine that they are on
 * @param verified whether checksums of pages were looked at
 */
public record TarMaking(String backup, String system, String parent, Instant began, boolean verified) {

    public static String parentName(@Nullable Parent parent) {
        return parent == null ? "" : parent.name().text();
    }
}
