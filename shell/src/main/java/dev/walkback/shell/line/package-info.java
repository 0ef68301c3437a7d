/**
 * From words to a parsed command, with the nearest match for what is unknown.
 */
@NullMarked
package dev.walkback.shell.line;

import org.jspecify.annotations.NullMarked;
