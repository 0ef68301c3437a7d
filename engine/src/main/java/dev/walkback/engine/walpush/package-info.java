/**
 * Files of WAL on their way into an archive: checked, compared with what is there, stored ({@link dev.walkback.engine.walpush.WalPusher}).
 *
 * <p>PostgreSQL throws WAL away once it was told that it is archived. So "it is there" is said only of what is durable, or was read
 * again and is equal.
 */
@NullMarked
package dev.walkback.engine.walpush;

import org.jspecify.annotations.NullMarked;
