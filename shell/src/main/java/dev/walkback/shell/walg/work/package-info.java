/**
 * Waiting for several answers of a storage at the same time. Threads are virtual and end with the work. What went wrong is thrown
 * as it was, so that callers tell failures apart as if they had asked themselves.
 */
@NullMarked
package dev.walkback.shell.walg.work;

import org.jspecify.annotations.NullMarked;
