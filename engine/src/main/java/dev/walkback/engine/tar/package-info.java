/**
 * Tars as WAL-G writes them, read as streams: entries are told, nothing is ever put anywhere. Names are kept byte for byte,
 * since a leading slash more or less decides whether an entry is restored at all. Knows nothing of backups or storages.
 */
@NullMarked
package dev.walkback.engine.tar;

import org.jspecify.annotations.NullMarked;
