/**
 * Storage in memory, with the promises of every other kind. It is here, and not among the tests, so that anyone may
 * test against it. Depends on the storage package only.
 */
@NullMarked
package dev.walkback.storage.memory;

import org.jspecify.annotations.NullMarked;
