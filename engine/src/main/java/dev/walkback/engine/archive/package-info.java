/**
 * One immutable look at what a storage holds for a cluster, and the reader that takes it.
 */
@NullMarked
package dev.walkback.engine.archive;

import org.jspecify.annotations.NullMarked;
