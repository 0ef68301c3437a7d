package dev.walkback.engine.push.delta;

import dev.walkback.engine.wal.Lsn;

/**
 * How pages are looked at.
 *
 * @param pageBytes of data pages
 * @param checksums whether each page's is compared; only where the server keeps them
 * @param allNumbers whether every corrupt page's number is kept
 * @param start of the new backup: pages that are newer are mended by WAL
 */
public record PageLook(int pageBytes, boolean checksums, boolean allNumbers, Lsn start) {}
