/**
 * Encryption as streams: libsodium's secretstream and OpenPGP, as WAL-G uses them. Depends on no storage.
 */
@NullMarked
package dev.walkback.storage.crypto;

import org.jspecify.annotations.NullMarked;
