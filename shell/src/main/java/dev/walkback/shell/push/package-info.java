/**
 * What both faces have in common when a backup is made: from what was typed and what is set to a push that only has to be run.
 */
@NullMarked
package dev.walkback.shell.push;

import org.jspecify.annotations.NullMarked;
