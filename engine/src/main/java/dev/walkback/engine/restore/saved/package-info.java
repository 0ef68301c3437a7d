/** Restore plans as files: what was asked and decided, in a form of our own that docs/formats/restore-plan.md describes. */
@NullMarked
package dev.walkback.engine.restore.saved;

import org.jspecify.annotations.NullMarked;
