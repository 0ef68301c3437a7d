package dev.walkback.engine.restore;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;

/**
 * One effect of a restore.
 *
 * @param phase of the nine that it belongs to
 * @param action {@code create}, {@code move-aside}, {@code read}, {@code fetch}, {@code stage}, {@code stream}, {@code write}
 * @param object a path for what is made here, a key for what is fetched; for many segments in a row the first's key and the last's name
 */
public record RestoreStep(Phase phase, String action, String object, Facts before, String sentence) implements Step {}
