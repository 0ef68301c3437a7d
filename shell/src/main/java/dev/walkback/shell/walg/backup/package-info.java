/**
 * Backups as WAL-G lists them: by their sentinels, of which it reads none, and by what it reads of each one's metadata. Its JSON
 * rules are Go's: names match in any case, the last of two counts, {@code null} leaves a field as it is.
 */
@NullMarked
package dev.walkback.shell.walg.backup;

import org.jspecify.annotations.NullMarked;
