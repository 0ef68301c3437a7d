/**
 * WAL-G's command line, output shapes and exit codes over the same engine.
 */
@NullMarked
package dev.walkback.shell.walg;

import org.jspecify.annotations.NullMarked;
