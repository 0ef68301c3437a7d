/**
 * The hands that unpack a backup, or a chain of them, into a data directory. A {@link dev.walkback.engine.restore.fetch.FetchPlan} says
 * from which tar of which backup each file comes; {@link dev.walkback.engine.restore.fetch.Fetch} carries it out: newest backup
 * first, each page written once, so that any part can be done again and none has to be. Whether the archive deserves to be
 * unpacked is asked elsewhere, before; still nothing here leaves the directory, whatever the tars hold.
 */
@NullMarked
package dev.walkback.engine.restore.fetch;

import org.jspecify.annotations.NullMarked;
