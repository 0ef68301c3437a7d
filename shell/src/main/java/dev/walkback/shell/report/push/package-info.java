/** Backups that are made: how they came out, and why not. */
@NullMarked
package dev.walkback.shell.report.push;

import org.jspecify.annotations.NullMarked;
