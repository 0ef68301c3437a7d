/**
 * What walkback notes of each tar that it stores: which files are in it, with a hash of each, and what tells that a file has not
 * changed since. Verifying goes by it, and a push that follows a broken one. docs/formats/backup-hashes.md is the format.
 */
@NullMarked
package dev.walkback.engine.push.hashes;

import org.jspecify.annotations.NullMarked;
