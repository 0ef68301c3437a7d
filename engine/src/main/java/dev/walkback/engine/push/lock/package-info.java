/**
 * A lock that keeps two pushes of one cluster apart: an object in the storage, since the two may run on different machines.
 * docs/formats/push-lock.md says what is in it.
 */
@NullMarked
package dev.walkback.engine.push.lock;

import org.jspecify.annotations.NullMarked;
