package dev.walkback.shell.command.restore;

import dev.walkback.engine.restore.walk.Walk;
import dev.walkback.engine.server.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far the server of a restored directory has come, seen from outside. */
final class ServerSeen {

    private ServerSeen() {}

    static Walk.Server in(Path data) {
        // a server writes it when it starts, and no backup brings one
        if (!Files.exists(data.resolve("postmaster.opts"))) {
            return Walk.Server.NEVER_STARTED;
        }
        return DataDirectory.look(data).recoversFromArchive() ? Walk.Server.STARTED : Walk.Server.PROMOTED;
    }
}
