/** Reading what the objects of a chain say, before a plan is made of it. */
@NullMarked
package dev.walkback.engine.restore.basis;

import org.jspecify.annotations.NullMarked;
