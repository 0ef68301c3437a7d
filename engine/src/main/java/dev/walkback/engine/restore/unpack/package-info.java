/**
 * A backup's files in a directory, and nothing that makes a server recover: what {@code backup fetch} and WAL-G's {@code backup-fetch}
 * do. A restore that is to end with a running server is planned elsewhere.
 */
@NullMarked
package dev.walkback.engine.restore.unpack;

import org.jspecify.annotations.NullMarked;
