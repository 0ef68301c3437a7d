/**
 * Looking for damage; findings with a severity.
 */
@NullMarked
package dev.walkback.engine.verify;

import org.jspecify.annotations.NullMarked;
