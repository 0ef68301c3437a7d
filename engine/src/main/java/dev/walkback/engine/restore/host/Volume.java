package dev.walkback.engine.restore.host;

/**
 * A file system, as the host tells.
 *
 * @param name of the device or the mount
 * @param freeBytes that this user may still use
 */
public record Volume(String name, long freeBytes) {}
