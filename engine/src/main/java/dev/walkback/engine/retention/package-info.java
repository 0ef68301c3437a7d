/**
 * Which backups stay and which go, and why.
 */
@NullMarked
package dev.walkback.engine.retention;

import org.jspecify.annotations.NullMarked;
