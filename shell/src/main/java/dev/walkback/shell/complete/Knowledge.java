package dev.walkback.shell.complete;

import dev.walkback.shell.session.Sitting;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What there is to complete from.
 *
 * @param storages the names that the settings have; asked for at each completion, as a name may have been added
 * @param directory that relative paths count from
 */
public record Knowledge(Sitting sitting, Supplier<List<String>> storages, Path directory, Clock clock) {}
