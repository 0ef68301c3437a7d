/**
 * Commands written in advance: read whole, run one after the other, and summed up. Known to the process's main and to the
 * command that runs files. Depends on the parser and on nothing that talks to a terminal.
 */
@NullMarked
package dev.walkback.shell.script;

import org.jspecify.annotations.NullMarked;
