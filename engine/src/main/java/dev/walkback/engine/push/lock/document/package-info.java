/** What the lock's object says. */
@NullMarked
package dev.walkback.engine.push.lock.document;

import org.jspecify.annotations.NullMarked;
