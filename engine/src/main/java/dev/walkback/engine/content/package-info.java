/**
 * The decoded content of stored objects: decrypted, decompressed, several at once, and counted while it is read. Whoever needs more than
 * a listing reads through here.
 */
@NullMarked
package dev.walkback.engine.content;

import org.jspecify.annotations.NullMarked;
