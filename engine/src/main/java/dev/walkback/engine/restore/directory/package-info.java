/** The directories that a restore goes into: what lies there, how they are made, and how what was there is put aside. */
@NullMarked
package dev.walkback.engine.restore.directory;

import org.jspecify.annotations.NullMarked;
