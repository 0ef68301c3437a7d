package dev.walkback.engine.push;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Where a push runs.
 *
 * @param dataDirectory as it was asked for
 * @param hostname as documents have it
 * @param zone that times of files are written in
 */
public record PushHost(Path dataDirectory, String hostname, ZoneId zone) {}
