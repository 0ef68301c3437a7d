/** Data pages as PostgreSQL lays them out: which files consist of them, what a page tells of itself, and whether it is what was written. */
@NullMarked
package dev.walkback.engine.push.page;

import org.jspecify.annotations.NullMarked;
