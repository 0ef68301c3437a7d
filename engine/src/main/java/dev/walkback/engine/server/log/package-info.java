/**
 * A server's log, understood: lines in the forms that PostgreSQL writes them, and what they tell of a recovery. Wordings are those
 * of the programs themselves, from 13 to 18; a test looks each of them up in the real ones.
 */
@NullMarked
package dev.walkback.engine.server.log;

import org.jspecify.annotations.NullMarked;
