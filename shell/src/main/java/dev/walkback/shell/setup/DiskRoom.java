package dev.walkback.shell.setup;

/**
 * The room on the disk that WAL is written to, where that is this machine's: WAL that cannot be archived piles up there, and when it is
 * full the server stops.
 */
public record DiskRoom(String path, long freeBytes, long totalBytes) {}
