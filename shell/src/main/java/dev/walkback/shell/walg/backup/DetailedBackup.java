package dev.walkback.shell.walg.backup;

/** A backup and what its metadata says. */
public record DetailedBackup(ListedBackup listed, Metadata metadata) {}
