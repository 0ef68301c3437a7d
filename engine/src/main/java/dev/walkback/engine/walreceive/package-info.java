/**
 * WAL that is asked for, in place of WAL that is handed over: a server streams it as it is written, and whole segments go into the
 * archive.
 */
@NullMarked
package dev.walkback.engine.walreceive;

import org.jspecify.annotations.NullMarked;
