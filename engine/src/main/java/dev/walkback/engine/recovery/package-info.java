/**
 * Moments, windows, and the planner of a restore.
 */
@NullMarked
package dev.walkback.engine.recovery;

import org.jspecify.annotations.NullMarked;
