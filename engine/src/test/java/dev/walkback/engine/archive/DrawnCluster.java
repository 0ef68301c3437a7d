package dev.walkback.engine.archive;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;

/** Whose timelines are drawn in an {@link ArchiveText}. */
record DrawnCluster(SystemIdentifier system, PgVersion version, SegmentSize size) {}
