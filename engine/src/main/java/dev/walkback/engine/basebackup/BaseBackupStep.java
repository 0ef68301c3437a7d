package dev.walkback.engine.basebackup;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;

/**
 * One effect of restoring a base backup.
 *
 * @param of which of the manual's steps it belongs to
 * @param action {@code move-aside}, {@code create}, {@code unpack}, {@code combine}, {@code link}, {@code write}, {@code complete}
 * @param object a path
 */
public record BaseBackupStep(ProcedureStep of, String action, String object, Facts before, String sentence)
        implements Step {}
