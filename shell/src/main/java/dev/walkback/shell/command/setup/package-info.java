/** {@code setup} and {@code archiver}: a server that is to be recovered one day. */
@NullMarked
package dev.walkback.shell.command.setup;

import org.jspecify.annotations.NullMarked;
