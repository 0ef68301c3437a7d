/**
 * What is said of a server: its log lines explained, a restored one followed, started, checked, rehearsed. Made from the values of
 * {@code engine.server}.
 */
@NullMarked
package dev.walkback.shell.report.server;

import org.jspecify.annotations.NullMarked;
