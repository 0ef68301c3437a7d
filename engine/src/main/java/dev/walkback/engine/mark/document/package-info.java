/** The one field of {@code metadata.json} that changes after a backup was made. */
@NullMarked
package dev.walkback.engine.mark.document;

import org.jspecify.annotations.NullMarked;
