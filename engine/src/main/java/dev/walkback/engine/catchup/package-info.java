/**
 * Bringing a copy forward that fell behind further than WAL reaches: what was pushed for it is laid over its files, and it streams the
 * rest. Whatever ends that in the middle leaves a directory that no server starts on, and the same command goes on.
 */
@NullMarked
package dev.walkback.engine.catchup;

import org.jspecify.annotations.NullMarked;
