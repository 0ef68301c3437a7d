/**
 * A directory of this machine as storage. Depends on the storage package only.
 */
@NullMarked
package dev.walkback.storage.local;

import org.jspecify.annotations.NullMarked;
