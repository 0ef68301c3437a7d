/** The lists of hashes as they are stored: one JSON document a line for what is in a tar, one document for all tars. */
@NullMarked
package dev.walkback.engine.push.hashes.document;

import org.jspecify.annotations.NullMarked;
