/** What unpacking a backup costs. */
@NullMarked
package dev.walkback.bench.fetch;

import org.jspecify.annotations.NullMarked;
