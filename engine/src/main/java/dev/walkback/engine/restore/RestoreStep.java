package dev.walkback.engine.restore;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;

/**
 * One effect of a restore.
 *
 * @param phase of the nine that it belongs to
 * @param action {@code create}, {@code move-aside}, {@code fetch}, {@code stage}, {@code write}
 * @param object a path for what is made here, a key for what is fetched
 */
public record RestoreStep(Phase phase, String action, String object, Facts before, String sentence) implements Step {}
