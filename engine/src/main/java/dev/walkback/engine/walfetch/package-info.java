/**
 * Files of WAL on their way to a server that recovers: found, checked and put in place one at a time ({@link
 * dev.walkback.engine.walfetch.WalFetcher}), or brought ahead of it into a {@link dev.walkback.engine.walfetch.Spool} that a shell script
 * serves ({@link dev.walkback.engine.walfetch.StreamGuard}).
 *
 * <p>PostgreSQL takes "not there" for the end of WAL and opens for business. So nothing here says "not there" unless the storage said so.
 */
@NullMarked
package dev.walkback.engine.walfetch;

import org.jspecify.annotations.NullMarked;
