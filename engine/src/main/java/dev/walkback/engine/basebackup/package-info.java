/**
 * What {@code pg_basebackup} made, without WAL-G: tars or plain directories, their manifest, and PostgreSQL's own incremental backups.
 * Read strictly, proved file by file, and put where a server can start on it. Knows local folders only, and no archive.
 */
@NullMarked
package dev.walkback.engine.basebackup;

import org.jspecify.annotations.NullMarked;
