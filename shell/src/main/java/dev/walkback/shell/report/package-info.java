/**
 * From result values to text and JSON; from typed errors to what, why and try. JSON is written here only.
 */
@NullMarked
package dev.walkback.shell.report;

import org.jspecify.annotations.NullMarked;
