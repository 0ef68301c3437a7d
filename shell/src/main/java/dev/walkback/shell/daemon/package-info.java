/**
 * The daemon that WAL-G's own client and archive library speak to, over a socket of this machine: its messages byte for byte ({@link
 * dev.walkback.shell.daemon.Message}), who serves them ({@link dev.walkback.shell.daemon.DaemonSocket}), where in the data directory they may
 * reach ({@link dev.walkback.shell.daemon.DataPaths}), and what systemd is told meanwhile. What is done for a message is done elsewhere.
 */
@NullMarked
package dev.walkback.shell.daemon;

import org.jspecify.annotations.NullMarked;
