/** Restoring some databases of a cluster, or some tables: the others keep what belongs to the system, and can only be dropped. */
@NullMarked
package dev.walkback.engine.restore.partial;

import org.jspecify.annotations.NullMarked;
