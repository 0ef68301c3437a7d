package dev.walkback.shell.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** Tells of secrets that lie open. */
final class Exposure {

    private Exposure() {}

    static Optional<Warning> warning(Path file, FileContent content) {
        if (!content.holdsSecrets()) {
            return Optional.empty();
        }
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of(
                            new Warning(file + " holds secrets and every user of this machine may read it; chmod 600 "
                                    + file + " shuts it"))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException noSuchPermissions) {
            return Optional.empty();
        }
    }
}
