/** What both faces have in common when WAL is received: from what is set to a receiver that only has to be run. */
@NullMarked
package dev.walkback.shell.receive;

import org.jspecify.annotations.NullMarked;
