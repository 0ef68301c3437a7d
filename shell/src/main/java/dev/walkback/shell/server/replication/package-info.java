/**
 * A client of PostgreSQL's own protocol, version 3, as far as replication needs it: the driver can neither take a base backup nor hand over WAL
 * without a copy more. Connects, proves who it is, asks simple questions, and reads what is copied out. Never asks another server than
 * one that the settings name.
 */
@NullMarked
package dev.walkback.shell.server.replication;

import org.jspecify.annotations.NullMarked;
