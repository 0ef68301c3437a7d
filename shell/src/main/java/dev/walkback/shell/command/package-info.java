/**
 * One class a noun, thin: asks the engine, hands the result to report.
 */
@NullMarked
package dev.walkback.shell.command;

import org.jspecify.annotations.NullMarked;
