/** What a restore needs to know of the machine it happens on: what lies where it goes, how much room there is, which servers are installed. */
@NullMarked
package dev.walkback.engine.restore.host;

import org.jspecify.annotations.NullMarked;
