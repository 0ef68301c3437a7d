/**
 * WAL on its way from a running server to the archive, through a spool: a script of POSIX sh that the server runs ({@link
 * dev.walkback.engine.walspool.PushScript}), and one long-lived uploader ({@link dev.walkback.engine.walspool.Uploader}) that stores
 * what is ready, many at once, and acknowledges it. The server is told "done" of a file only after the archive has it for good.
 */
@NullMarked
package dev.walkback.engine.walspool;

import org.jspecify.annotations.NullMarked;
