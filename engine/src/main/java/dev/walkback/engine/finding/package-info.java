/**
 * What looking at an archive brought to light: typed, with a stable code, worded elsewhere. Readers, checks and planners all
 * speak of damage in these terms, so a list, a screen and the monitoring cannot disagree about it.
 */
@NullMarked
package dev.walkback.engine.finding;

import org.jspecify.annotations.NullMarked;
