/**
 * Compression as streams: what WAL-G writes is read here, and the other way round. Depends on no storage.
 */
@NullMarked
package dev.walkback.storage.codec;

import org.jspecify.annotations.NullMarked;
