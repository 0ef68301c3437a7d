/**
 * Every command as data: names, options, help, examples, exit codes. Help, completion and man pages are made from it.
 */
@NullMarked
package dev.walkback.shell.catalogue;

import org.jspecify.annotations.NullMarked;
