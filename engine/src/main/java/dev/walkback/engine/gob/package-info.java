/** Go's encoding of values on a wire, as far as it is needed to talk with WAL-G: structs, maps, slices, and what they consist of. */
@NullMarked
package dev.walkback.engine.gob;

import org.jspecify.annotations.NullMarked;
