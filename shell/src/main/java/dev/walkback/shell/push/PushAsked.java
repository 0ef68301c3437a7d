package dev.walkback.shell.push;

import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.PushRequest.Composition;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was typed. Where something was not, the settings say.
 *
 * @param full whether a delta is out of the question
 * @param verify whether checksums of pages are compared
 * @param allCorrupt whether every page with a wrong one is noted
 * @param composition null where none was named
 * @param fromName the parent, by name
 * @param fromUserData the parent, by what was stored with it
 * @param changes how changed pages are found; null where that was not said
 * @param userData JSON to be stored with the backup
 * @param turbo whether limits on rates are ignored
 * @param walWait how long to wait for WAL; null where that was not said
 * @param unarchivedToo whether a server that does not archive is backed up as well
 */
public record PushAsked(
        Path directory,
        boolean full,
        boolean permanent,
        boolean verify,
        boolean allCorrupt,
        @Nullable Composition composition,
        boolean withoutFilesMetadata,
        @Nullable String fromName,
        @Nullable String fromUserData,
        DeltaWish.@Nullable Changes changes,
        @Nullable String userData,
        boolean turbo,
        @Nullable Duration walWait,
        boolean unarchivedToo) {}
