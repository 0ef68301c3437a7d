/**
 * Where values come from: flags, environment, files; which of them wins; and the storages, codecs and keys they describe.
 *
 * <p>Every setting is a line of {@code catalogue.table}. {@link dev.walkback.shell.settings.Settings#read} looks at all sources
 * once and makes an immutable value; only {@link dev.walkback.shell.settings.Surroundings#ofThisProcess} touches the process.
 * Parsers of file formats and the clients of storages are loaded when a file or a storage of their kind is in hand, not before.
 */
@NullMarked
package dev.walkback.shell.settings;

import org.jspecify.annotations.NullMarked;
