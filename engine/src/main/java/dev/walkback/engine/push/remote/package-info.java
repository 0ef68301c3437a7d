/**
 * A backup that the server sends of itself, over the protocol of replication: no data directory has to be readable here. What
 * arrives is cut into the parts that an archive has.
 */
@NullMarked
package dev.walkback.engine.push.remote;

import org.jspecify.annotations.NullMarked;
