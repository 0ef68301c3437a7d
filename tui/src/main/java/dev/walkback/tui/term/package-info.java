/**
 * The terminal that JLine owns, drawn on through Lanterna: the only room that may import Lanterna.
 */
@NullMarked
package dev.walkback.tui.term;

import org.jspecify.annotations.NullMarked;
