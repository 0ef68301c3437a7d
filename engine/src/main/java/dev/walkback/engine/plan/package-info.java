/**
 * Deciding and doing. A planner looks and makes a {@link dev.walkback.engine.plan.Plan}, a value that can be printed, which is
 * the dry run; {@link dev.walkback.engine.plan.PlanRunner} is the one way to carry it out, with every effect in the
 * {@link dev.walkback.engine.plan.Journal} before and after.
 */
@NullMarked
package dev.walkback.engine.plan;

import org.jspecify.annotations.NullMarked;
