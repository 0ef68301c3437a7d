/**
 * Bytes under keys, somewhere: what every kind of storage promises, and how it fails.
 *
 * <p>Nothing here knows what the bytes mean. Anyone may depend on this package; it depends on nothing of ours.
 * The kinds of storage live in packages of their own below it, the wrappers in {@code wrap}, and what turns stored
 * bytes into plain ones in {@code codec} and {@code crypto}.
 */
@NullMarked
package dev.walkback.storage;

import org.jspecify.annotations.NullMarked;
