/**
 * Real parts for the tests of every module: servers, archives, faults. Knows nothing of ours. Test scope only.
 */
@NullMarked
package dev.walkback.testing;

import org.jspecify.annotations.NullMarked;
