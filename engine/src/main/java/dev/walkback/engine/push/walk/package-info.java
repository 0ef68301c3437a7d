/**
 * What lies in a data directory and its tablespaces: found in one order, with what belongs to no backup left out.
 */
@NullMarked
package dev.walkback.engine.push.walk;

import org.jspecify.annotations.NullMarked;
