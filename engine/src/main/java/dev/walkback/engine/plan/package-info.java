/**
 * Deciding and doing: plans with fingerprints, the one executor, its journal.
 */
@NullMarked
package dev.walkback.engine.plan;

import org.jspecify.annotations.NullMarked;
