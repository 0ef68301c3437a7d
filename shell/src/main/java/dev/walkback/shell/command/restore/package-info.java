/**
 * The commands that take a person back: planning, the nine steps, the server while it recovers, rehearsals, and what other tools'
 * backups need. Each is thin: the engine decides and does.
 */
@NullMarked
package dev.walkback.shell.command.restore;

import org.jspecify.annotations.NullMarked;
