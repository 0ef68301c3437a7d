package dev.walkback.engine.basebackup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksum of a file while it passes by. Manifests spell a CRC by its bytes as they lie in memory, the lowest first. */
final class RunningChecksum {

    private final @Nullable CRC32C crc;
    private final @Nullable MessageDigest digest;

    private RunningChecksum(@Nullable CRC32C crc, @Nullable MessageDigest digest) {
        this.crc = crc;
        this.digest = digest;
    }

    static RunningChecksum of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case NONE -> new RunningChecksum(null, null);
            case CRC32C -> new RunningChecksum(new CRC32C(), null);
            case SHA224 -> new RunningChecksum(null, digest("SHA-224"));
            case SHA256 -> new RunningChecksum(null, digest("SHA-256"));
            case SHA384 -> new RunningChecksum(null, digest("SHA-384"));
            case SHA512 -> new RunningChecksum(null, digest("SHA-512"));
        };
    }

    void update(byte[] bytes, int from, int length) {
        if (crc != null) {
            crc.update(bytes, from, length);
        } else if (digest != null) {
            digest.update(bytes, from, length);
        }
    }

    /** In lower case; empty where there is none. */
    String hex() {
        if (crc != null) {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .array();
            return HexFormat.of().formatHex(bytes);
        }
        return digest == null ? "" : HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
