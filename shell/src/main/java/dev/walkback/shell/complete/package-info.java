/**
 * What can be typed next. Answers from the catalogue and from what a session has in memory; never asks a storage, so it never makes
 * anybody wait. Known to the prompt; knows no terminal.
 */
@NullMarked
package dev.walkback.shell.complete;

import org.jspecify.annotations.NullMarked;
