/** What a push would read and store, before it is made: from a walk, from the parent's documents and from how earlier backups went. */
@NullMarked
package dev.walkback.engine.push.estimate;

import org.jspecify.annotations.NullMarked;
