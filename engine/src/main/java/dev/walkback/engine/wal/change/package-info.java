/**
 * Which pages changed in a stretch of WAL: told by the maps that are stored when WAL is pushed, by the WAL itself, or by the
 * summaries that a server of 17 or later keeps. What is not known for certain is not told.
 */
@NullMarked
package dev.walkback.engine.wal.change;

import org.jspecify.annotations.NullMarked;
