package dev.walkback.engine.restore.choice;

import dev.walkback.engine.recovery.Restorability;

/** A backup that was considered, and why it was not taken. */
public record Alternative(Restorability backup, WhyNot why) {}
