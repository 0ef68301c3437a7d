/**
 * How a person starts, stops and asks a restored server, in commands that can be typed as they stand. walkback types none of them: whose
 * service it is, it cannot know.
 */
@NullMarked
package dev.walkback.engine.restore.guide;

import org.jspecify.annotations.NullMarked;
