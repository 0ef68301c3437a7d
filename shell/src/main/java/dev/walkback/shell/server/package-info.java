/**
 * Asks a running PostgreSQL where it is. The only room that knows its driver, which is loaded when a question is asked and not
 * before. Nothing is written, and no other server is tried than the one that the settings name.
 */
@NullMarked
package dev.walkback.shell.server;

import org.jspecify.annotations.NullMarked;
