package dev.walkback.engine.restore.choice;

/** What came of looking for a way. */
public sealed interface Choice permits Decision, NoWay {}
