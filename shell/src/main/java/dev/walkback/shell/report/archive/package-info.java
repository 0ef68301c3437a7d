/**
 * What commands tell of an archive: each report is made from one {@link View} and printed as text, records, JSON or sentences.
 * Findings get their words here and nowhere else. Depends on the engine's values; reads nothing.
 */
@NullMarked
package dev.walkback.shell.report.archive;

import org.jspecify.annotations.NullMarked;
