/** How fast WAL is read record by record. */
@NullMarked
package dev.walkback.bench.wal;

import org.jspecify.annotations.NullMarked;
