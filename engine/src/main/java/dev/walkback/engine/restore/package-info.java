/**
 * Going back: what is wished for, the plan that leads there, and where it is put. Rooms below do one thing each: {@code fetch} unpacks
 * a chain, {@code stage} brings WAL near, {@code settings} tells the server what to recover.
 */
@NullMarked
package dev.walkback.engine.restore;

import org.jspecify.annotations.NullMarked;
