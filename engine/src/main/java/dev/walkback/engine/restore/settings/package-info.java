/**
 * What a restored server is told: where to stop, where WAL comes from, and what keeps it from doing harm. A planner looks at the
 * configuration that came with the backup and drafts; a writer writes the draft, and can take all of it out again. What was written can
 * be told from everything else at any time.
 */
@NullMarked
package dev.walkback.engine.restore.settings;

import org.jspecify.annotations.NullMarked;
