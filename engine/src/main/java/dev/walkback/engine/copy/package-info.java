/**
 * Backups and the WAL that they need, brought from one storage to another as they are stored: nothing is decoded, no key is needed.
 * What is there already with the same bytes is passed by, so that a copy which was broken off is gone on with by the same command; what
 * is there with other bytes is never touched. A backup's sentinel comes after all that it stands on.
 */
@NullMarked
package dev.walkback.engine.copy;

import org.jspecify.annotations.NullMarked;
