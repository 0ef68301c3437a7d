/** A restore, told to a person or a program: the nine steps in words, with the figures of the one that is walked, and where it stands. */
@NullMarked
package dev.walkback.shell.report.restore;

import org.jspecify.annotations.NullMarked;
