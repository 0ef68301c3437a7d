/**
 * PostgreSQL on this host, from outside: which installations there are, what state a data directory is in, a scratch server that is
 * started and stopped, what its log says. Nothing here touches a cluster that somebody else runs.
 */
@NullMarked
package dev.walkback.engine.server;

import org.jspecify.annotations.NullMarked;
