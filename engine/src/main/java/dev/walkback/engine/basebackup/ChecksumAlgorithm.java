package dev.walkback.engine.basebackup;

import java.util.Arrays;
import java.util.Optional;

/** How a manifest proves the content of a file. */
public enum ChecksumAlgorithm {
    NONE(0),
    CRC32C(4),
    SHA224(28),
    SHA256(32),
    SHA384(48),
    SHA512(64);

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
    }

    /** As manifests spell it. */
    static Optional<ChecksumAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** How many hexadecimal digits a checksum has. */
    int digits() {
        return 2 * bytes;
    }

    RunningChecksum start() {
        return RunningChecksum.of(this);
    }
}
