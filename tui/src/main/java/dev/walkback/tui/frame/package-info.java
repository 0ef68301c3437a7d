/**
 * Text before it is colour: frames, roles, layout. Pure.
 */
@NullMarked
package dev.walkback.tui.frame;

import org.jspecify.annotations.NullMarked;
