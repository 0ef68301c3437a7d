/**
 * Whether a server is set up to be recovered: what it says of itself, held against what archiving and backups need, and the lines that
 * set it up.
 */
@NullMarked
package dev.walkback.shell.setup;

import org.jspecify.annotations.NullMarked;
