package dev.walkback.shell.server.replication;

import java.util.Locale;
import java.util.Optional;

/** How much a connection is to be protected, by the words of {@code PGSSLMODE}. */
enum SslMode {
    DISABLE,
    /** Only where the server does not let us in without. */
    ALLOW,
    /** Where the server can. */
    PREFER,
    REQUIRE,
    /** By a certificate that an authority vouches for. */
    VERIFY_CA,
    /** And that is this very host's. */
    VERIFY_FULL;

    static Optional<SslMode> of(String word) {
        for (SslMode mode : values()) {
            if (mode.word().equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean must() {
        return compareTo(REQUIRE) >= 0;
    }

    boolean verifies() {
        return compareTo(VERIFY_CA) >= 0;
    }
}
