package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where each field of pg_control lies. The file is a C structure written as it lies in memory, little endian here, and has
 * changed little:
 *
 * <pre>
 *              9.6   10    11    12    13-16  17    18
 * version      960   1002  1100  1201  1300   1700  1800
 * checkpoint   48    48    40    40    40     40    40     (a field before it was dropped in 11)
 *   its bytes  80    80    80    88    88     88    88     (transaction ids of 64 bits since 12)
 * checksum at  256   288   280   288   288    288   292
 * </pre>
 *
 * <p>All that follows the checkpoint moves with it, but for one integer that 12 added to the settings.
 */
final class PgControlLayout {

    private static final double FLOAT_CHECK = 1234567.0;
    private static final int FIRST_WITH_WIDE_XIDS = 1201;
    private static final int FIRST_WITHOUT_FLOAT4 = 1300;

    private final ByteBuffer file;
    private final int version;
    /** How far behind the usual place everything is that follows the checkpoint. */
    private final int shift;

    private final int checkpoint;
    private final boolean wide;

    private PgControlLayout(ByteBuffer file, int version) {
        this.file = file;
        this.version = version;
        this.checkpoint = version < 1100 ? 48 : 40;
        this.wide = version >= FIRST_WITH_WIDE_XIDS;
        this.shift = version == 1100 ? -8 : 0;
    }

    static Document<PgControl> read(byte[] bytes) {
        if (bytes.length < 16) {
            return new Document.Unreadable<>("it has only " + bytes.length + " bytes");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = file.getInt(8);
        int checksumAt = checksumAt(version);
        if (checksumAt < 0) {
            return new Document.Unreadable<>("control version " + Integer.toUnsignedString(version) + " is not known");
        }
        if (bytes.length < checksumAt + Integer.BYTES) {
            return new Document.Unreadable<>("it has only " + bytes.length + " bytes");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, checksumAt);
        if ((int) checksum.getValue() != file.getInt(checksumAt)) {
            return new Document.Unreadable<>("its checksum is wrong");
        }
        return new PgControlLayout(file, version).read();
    }

    private Document<PgControl> read() {
        int stateNumber = file.getInt(16);
        PgControl.State state = state(stateNumber);
        int walLevel = file.getInt(172 + shift);
        long segment = unsigned(228 + shift);
        if (file.getDouble(208 + shift) != FLOAT_CHECK) {
            return new Document.Unreadable<>("it was written by a machine of another kind");
        }
        if (state == null) {
            return new Document.Unreadable<>("there is no state " + stateNumber);
        }
        if (!SegmentSize.isPossible(segment)) {
            return new Document.Unreadable<>("segments cannot have " + segment + " bytes");
        }
        PgControl.WalLevel level = level(walLevel);
        if (level == null) {
            return new Document.Unreadable<>("there is no wal_level " + walLevel);
        }
        return new Document.Read<>(new PgControl(
                new SystemIdentifier(file.getLong(0)),
                version,
                file.getInt(12),
                state,
                Instant.ofEpochSecond(bounded(file.getLong(24))),
                checkpoint(),
                lsn(128 + shift),
                lsn(136 + shift),
                file.getInt(144 + shift),
                lsn(152 + shift),
                lsn(160 + shift),
                file.get(168 + shift) != 0,
                settings(level),
                form(new SegmentSize((int) segment)),
                file.getInt((version == 1100 ? 244 : 252))));
    }

    private PgControl.Checkpoint checkpoint() {
        int at = checkpoint;
        // before 12 an epoch and an id stood there, the epoch in front, where there is a gap now
        long nextXid = wide ? file.getLong(at + 24) : unsigned(at + 20) << 32 | unsigned(at + 24);
        int rest = wide ? at + 32 : at + 28;
        int times = wide ? at + 64 : at + 56;
        return new PgControl.Checkpoint(
                lsn(32),
                lsn(at),
                file.getInt(at + 8),
                file.getInt(at + 12),
                file.get(at + 16) != 0,
                version >= 1700 ? level(file.getInt(at + 20)) : null,
                nextXid,
                file.getInt(rest),
                file.getInt(rest + 4),
                file.getInt(rest + 8),
                file.getInt(rest + 12),
                file.getInt(rest + 16),
                file.getInt(rest + 20),
                file.getInt(rest + 24),
                Instant.ofEpochSecond(bounded(file.getLong(times))),
                file.getInt(times + 8),
                file.getInt(times + 12),
                file.getInt(times + 16));
    }

    private PgControl.Settings settings(PgControl.WalLevel level) {
        int at = 180 + shift;
        // the senders came between the workers and the prepared transactions
        int later = wide ? at + 12 : at + 8;
        return new PgControl.Settings(
                level,
                file.get(176 + shift) != 0,
                file.getInt(at),
                file.getInt(at + 4),
                wide ? file.getInt(at + 8) : null,
                file.getInt(later),
                file.getInt(later + 4),
                file.get(later + 8) != 0);
    }

    private PgControl.Form form(SegmentSize segment) {
        int at = (wide ? 204 : 200) + shift;
        int sizes = 216 + shift;
        return new PgControl.Form(
                file.getInt(at),
                file.getInt(sizes),
                file.getInt(sizes + 4),
                file.getInt(sizes + 8),
                segment,
                file.getInt(sizes + 16),
                file.getInt(sizes + 20),
                file.getInt(sizes + 24),
                file.getInt(sizes + 28),
                file.get(float8ByValue()) != 0,
                version >= 1800 ? file.get(256) != 0 : null);
    }

    private int float8ByValue() {
        if (version >= FIRST_WITHOUT_FLOAT4) {
            return 248;
        }
        return version < 1002 ? 250 : 249 + shift;
    }

    private static int checksumAt(int version) {
        return switch (version) {
            case 960 -> 256;
            case 1002, 1201, 1300, 1700 -> 288;
            case 1100 -> 280;
            case 1800 -> 292;
            default -> -1;
        };
    }

    private Lsn lsn(int at) {
        return new Lsn(file.getLong(at));
    }

    private long unsigned(int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }

    /** A clock may have been anything; an instant may not. */
    private static long bounded(long seconds) {
        return Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    }

    private static PgControl.@Nullable State state(int number) {
        return switch (number) {
            case 0 -> PgControl.State.STARTING_UP;
            case 1 -> PgControl.State.SHUT_DOWN;
            case 2 -> PgControl.State.SHUT_DOWN_IN_RECOVERY;
            case 3 -> PgControl.State.SHUTTING_DOWN;
            case 4 -> PgControl.State.IN_CRASH_RECOVERY;
            case 5 -> PgControl.State.IN_ARCHIVE_RECOVERY;
            case 6 -> PgControl.State.IN_PRODUCTION;
            default -> null;
        };
    }

    private static PgControl.@Nullable WalLevel level(int number) {
        return switch (number) {
            case 0 -> PgControl.WalLevel.MINIMAL;
            case 1 -> PgControl.WalLevel.REPLICA;
            case 2 -> PgControl.WalLevel.LOGICAL;
            default -> null;
        };
    }
}
