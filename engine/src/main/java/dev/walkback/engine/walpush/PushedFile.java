package dev.walkback.engine.walpush;

import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.Content;

/**
 * A file that the archive has now, for who wants to read it while it is at hand.
 *
 * @param name as PostgreSQL says it
 * @param plain may be opened any number of times for as long as the push lasts
 */
public record PushedFile(String name, WalFile file, Content.Stored plain, Pushed pushed) {}
