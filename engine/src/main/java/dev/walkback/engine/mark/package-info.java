/**
 * Making backups permanent, and taking that back: which documents of a chain change, and in which order, so that no permanent delta
 * ever stands on a backup that retention may delete.
 */
@NullMarked
package dev.walkback.engine.mark;

import org.jspecify.annotations.NullMarked;
