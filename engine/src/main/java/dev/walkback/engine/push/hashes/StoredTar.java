package dev.walkback.engine.push.hashes;

/**
 * One of a backup's tars as it was stored.
 *
 * @param name with the codec's extension, without folders
 * @param sha256 of the object's bytes
 */
public record StoredTar(String name, long bytes, String sha256) {}
