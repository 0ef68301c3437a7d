/**
 * What lies between an object's bytes and its content: decryption around decompression, and the other way round, and which
 * object a logical name means. Depends on storages, codecs and encryption; whoever reads or writes content depends on it.
 */
@NullMarked
package dev.walkback.storage.layer;

import org.jspecify.annotations.NullMarked;
