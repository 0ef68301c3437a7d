/**
 * Files become tars. A {@link dev.walkback.engine.push.pack.Composer} says which lie together, {@link
 * dev.walkback.engine.push.pack.Treatments} how each goes in, and {@link dev.walkback.engine.push.pack.Packing} fills several tars
 * at once, telling a {@link dev.walkback.engine.push.pack.PackingWatch} of all that it packed.
 */
@NullMarked
package dev.walkback.engine.push.pack;

import org.jspecify.annotations.NullMarked;
