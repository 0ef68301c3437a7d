/**
 * What a backup is: names, sentinels, chains. Pure values.
 */
@NullMarked
package dev.walkback.engine.backup;

import org.jspecify.annotations.NullMarked;
