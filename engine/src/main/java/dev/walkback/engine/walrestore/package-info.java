/**
 * WAL for {@code pg_rewind}: what a promoted server no longer has of the WAL since the two lines parted, fetched into its own folder,
 * from where {@code pg_rewind} copies it.
 */
@NullMarked
package dev.walkback.engine.walrestore;

import org.jspecify.annotations.NullMarked;
