/**
 * Plans over plain objects of a storage, whatever they mean: removing and copying. Planners look only; executors are the ones
 * that are handed a {@link dev.walkback.storage.MutableStorage}. Nothing here knows what WAL is.
 */
@NullMarked
package dev.walkback.engine.plan.objects;

import org.jspecify.annotations.NullMarked;
