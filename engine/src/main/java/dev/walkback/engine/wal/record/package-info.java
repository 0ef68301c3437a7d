/**
 * Reading WAL as replay does: pages, the records that lie on them and run over them, their checksums, and which blocks they touch.
 * What of a record's content is wanted is asked for before; everything else passes by and is not held.
 */
@NullMarked
package dev.walkback.engine.wal.record;

import org.jspecify.annotations.NullMarked;
