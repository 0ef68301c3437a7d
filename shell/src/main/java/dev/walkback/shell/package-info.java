/**
 * The mains, and the way from an argument list to an exit code.
 */
@NullMarked
package dev.walkback.shell;

import org.jspecify.annotations.NullMarked;
