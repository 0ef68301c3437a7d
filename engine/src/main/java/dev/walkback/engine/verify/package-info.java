/**
 * Looking for damage; findings with a severity. Some of it asks an archive that was read before and nothing else; what needs the
 * content of objects reads it through a {@link dev.walkback.engine.verify.ContentSource}, several at once, in memory that does not
 * grow with them. Nothing here changes a storage or speaks to anybody.
 */
@NullMarked
package dev.walkback.engine.verify;

import org.jspecify.annotations.NullMarked;
