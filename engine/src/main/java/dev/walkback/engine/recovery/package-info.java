/**
 * What of a cluster's history can be reached: branches, restorable backups, windows. Pure
 * thinking over one look at an archive, in runs and never segment by segment.
 */
@NullMarked
package dev.walkback.engine.recovery;

import org.jspecify.annotations.NullMarked;
