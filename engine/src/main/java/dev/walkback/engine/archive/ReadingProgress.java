package dev.walkback.engine.archive;

/**
 * How far a reading has come.
 *
 * @param objects that were listed
 * @param documents that were read, cached ones included
 */
public record ReadingProgress(long objects, long documents) {}
