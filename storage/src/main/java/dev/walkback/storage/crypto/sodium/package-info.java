/**
 * Libsodium's secretstream (XChaCha20-Poly1305) as WAL-G uses it, without libsodium. The grammar of the stream is drawn in
 * {@code SecretStream}. Whoever settles which key is used may depend on this package.
 */
@NullMarked
package dev.walkback.storage.crypto.sodium;

import org.jspecify.annotations.NullMarked;
