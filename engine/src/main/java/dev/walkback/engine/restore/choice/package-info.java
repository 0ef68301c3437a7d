/**
 * Which backup a restore starts from, and along which timeline it goes: the least work that gets there, or why nothing does. Thinking
 * over a look at an archive; nothing here reads.
 */
@NullMarked
package dev.walkback.engine.restore.choice;

import org.jspecify.annotations.NullMarked;
