package dev.walkback.engine.restore.stage;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.wal.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A folder of staged WAL: the files under the names that PostgreSQL asks for, the manifest that lists them, and the guard that hands them out. */
public record WalStage(Path folder) {

    public WalStage {
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("a server looks from its own directory: " + folder);
        }
    }

    public Path segment(Segment segment) {
        return folder.resolve(segment.name());
    }

    public Path manifestFile() {
        return folder.resolve("manifest");
    }

    /** The script that PostgreSQL runs. */
    public Path guard() {
        return folder.resolve("fetch");
    }

    /** What is listed. Absent where staging has not ended. */
    public Document<StageManifest> manifest() {
        try {
            return StageManifest.parse(Files.readString(manifestFile(), StandardCharsets.UTF_8));
        } catch (NoSuchFileException notYet) {
            return new Document.Absent<>();
        } catch (IOException unreadable) {
            return new Document.Unreadable<>("it could not be read: " + unreadable.getMessage());
        }
    }

    /** What {@code restore_command} is set to, not yet quoted for a configuration file. */
    public String restoreCommand() {
        return GuardedScript.command(guard(), 1);
    }
}
