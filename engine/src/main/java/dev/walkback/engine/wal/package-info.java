/**
 * Where WAL is: positions, segments, timelines, coverage, gaps, routes. Pure values.
 */
@NullMarked
package dev.walkback.engine.wal;

import org.jspecify.annotations.NullMarked;
