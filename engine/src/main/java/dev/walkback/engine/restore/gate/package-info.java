/**
 * What keeps a backup from being restored. Before a byte is written, {@link dev.walkback.engine.restore.gate.Gate} asks the listing, the
 * small documents and the small tars; while tars are unpacked, {@link dev.walkback.engine.restore.gate.MemberRule} judges each member,
 * since only the content tells the rest. Both refuse with findings, the same ones that verifying a backup tells.
 */
@NullMarked
package dev.walkback.engine.restore.gate;

import org.jspecify.annotations.NullMarked;
