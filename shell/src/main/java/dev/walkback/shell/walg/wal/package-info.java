/**
 * WAL as WAL-G counts it: what its names mean to it, which timelines it sees, which segments it misses and why. Where that
 * differs from PostgreSQL's own rules the difference is kept, because scripts rely on the answers. Pure: names in, answers out.
 */
@NullMarked
package dev.walkback.shell.walg.wal;

import org.jspecify.annotations.NullMarked;
