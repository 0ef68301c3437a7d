/**
 * What lasts from one command to the next: the open storage, the chosen cluster, the archive as last listed, and whether anything
 * may be changed. Known to commands, to command files and to the prompt alike. Depends on the engine; knows no terminal and no
 * framework.
 */
@NullMarked
package dev.walkback.shell.session;

import org.jspecify.annotations.NullMarked;
