/** The small JSON objects beside pushed WAL: WAL-G's metadata, and our own of clusters and hashes (docs/formats/wal-push.md). */
@NullMarked
package dev.walkback.engine.walpush.document;

import org.jspecify.annotations.NullMarked;
