/** How far a restore has come, who may go on with it, and what was left uncertain when it was cut short. */
@NullMarked
package dev.walkback.engine.restore.walk;

import org.jspecify.annotations.NullMarked;
