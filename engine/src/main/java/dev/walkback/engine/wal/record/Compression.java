package dev.walkback.engine.wal.record;

/** How the copy of a page is compressed in a record. */
public enum Compression {
    NONE,
    PGLZ,
    LZ4,
    ZSTD
}
