/**
 * Which files lie in a tar together, other than in the order in which they are found: by how often they change, by database, and in
 * tars that are in the storage already and need only be copied.
 */
@NullMarked
package dev.walkback.engine.push.compose;

import org.jspecify.annotations.NullMarked;
