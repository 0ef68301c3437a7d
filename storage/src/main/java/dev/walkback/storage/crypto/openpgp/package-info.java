/**
 * OpenPGP messages as WAL-G and GnuPG write them. Bouncy Castle reads the keys and opens the session keys; packets, the cipher of
 * the text and its integrity code are done here, because then a stream never ends early without an error and runs at the speed
 * of the JDK's AES. Whoever settles which keys are used may depend on this package.
 */
@NullMarked
package dev.walkback.storage.crypto.openpgp;

import org.jspecify.annotations.NullMarked;
