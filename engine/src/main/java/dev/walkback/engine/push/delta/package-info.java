/** Deltas: which backup they are made from, how each file goes into them, and the pages that do. */
@NullMarked
package dev.walkback.engine.push.delta;

import org.jspecify.annotations.NullMarked;
