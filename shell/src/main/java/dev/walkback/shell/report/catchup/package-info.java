/** Copies that were brought forward: how it came out, and why not. */
@NullMarked
package dev.walkback.shell.report.catchup;

import org.jspecify.annotations.NullMarked;
