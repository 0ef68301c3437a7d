/**
 * Storages around storages, one concern each: trying again, limits of rate and concurrency, counting, prefixes.
 * Depends on the storage package only.
 */
@NullMarked
package dev.walkback.storage.wrap;

import org.jspecify.annotations.NullMarked;
