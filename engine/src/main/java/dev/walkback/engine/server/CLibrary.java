package dev.walkback.engine.server;

import java.io.IOException;
import java.util.Optional;

/** The C library of this host, which sorts text for databases that use its collations: another version may sort otherwise. */
public final class CLibrary {

    private CLibrary() {}

    /** {@code glibc 2.36}; empty where there is another, or nobody tells. */
    public static Optional<String> version() throws InterruptedException {
        try {
            Command.Answer answer = Command.of("getconf", "GNU_LIBC_VERSION").run();
            String said = answer.output().strip();
            return answer.exit() == 0 && said.startsWith("glibc ") ? Optional.of(said) : Optional.empty();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }
}
