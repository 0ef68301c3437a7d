package dev.walkback.engine.catchup;

import dev.walkback.engine.gob.GobType;
import dev.walkback.engine.gob.GobType.Basic;
import dev.walkback.engine.gob.GobType.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What {@code catchup-send} and {@code catchup-receive} say to each other, under WAL-G's names. */
final class CatchupWire {

    static final String SYSTEM = "SystemIdentifier";
    static final String TIMELINE = "CurrentTimeline";
    static final String CHECKPOINT = "Checkpoint";
    static final String TIME = "MTime";

    static final String IS_DONE = "IsDone";
    static final String IS_INCREMENT = "IsIncremental";
    static final String IS_WHOLE = "IsFull";
    static final String IS_DELETION = "IsDelete";
    static final String IS_CONTENT = "IsBinContents";
    static final String BYTES = "FileSize";
    static final String NAME = "FileName";
    static final String CONTENT = "BinaryContents";
    static final String DELETED = "FilesToDelete";

    static final GobType CONTROL = new GobType.Struct(
            "PgControlData",
            List.of(new Field(SYSTEM, Basic.UINT), new Field(TIMELINE, Basic.UINT), new Field(CHECKPOINT, Basic.UINT)));

    /** Of a file only its time counts; what else WAL-G has there is false and zero. */
    static final GobType FILES = new GobType.Dictionary(
            Basic.STRING,
            new GobType.Struct("BackupFileDescription", List.of(new Field(TIME, new GobType.Opaque("Time")))));

    static final GobType COMMAND = new GobType.Struct(
            "CatchupCommandDto",
            List.of(
                    new Field(IS_DONE, Basic.BOOL),
                    new Field(IS_INCREMENT, Basic.BOOL),
                    new Field(IS_WHOLE, Basic.BOOL),
                    new Field(IS_DELETION, Basic.BOOL),
                    new Field(IS_CONTENT, Basic.BOOL),
                    new Field(BYTES, Basic.UINT),
                    new Field(NAME, Basic.STRING),
                    new Field(CONTENT, Basic.BYTES),
                    new Field(DELETED, new GobType.Slice(Basic.STRING))));

    /** Go counts from the year 1. */
    private static final long YEAR_ONE = -62_135_596_800L;

    private static final int TIME_BYTES = 15;
    private static final short IN_UTC = -1;

    private CatchupWire() {}

    static byte[] time(Instant time) {
        return ByteBuffer.allocate(TIME_BYTES)
                .put((byte) 1)
                .putLong(time.getEpochSecond() - YEAR_ONE)
                .putInt(time.getNano())
                .putShort(IN_UTC)
                .array();
    }

    /** The zone, which follows, is of no account. */
    static Instant time(byte[] content) throws IOException {
        if (content.length < TIME_BYTES || content[0] < 1 || content[0] > 2) {
            throw new IOException("a time of " + content.length + " bytes, which no Go writes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content, 1, TIME_BYTES - 1);
        try {
            return Instant.ofEpochSecond(Math.addExact(bytes.getLong(), YEAR_ONE), bytes.getInt());
        } catch (DateTimeException | ArithmeticException far) {
            throw new IOException("a time that is none", far);
        }
    }

    /** What stands for a struct that was wanted. */
    static Map<?, ?> struct(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException("the other side sent something else than what belongs here");
    }

    static long number(Map<?, ?> struct, String name) {
        return struct.get(name) instanceof Long number ? number : 0;
    }

    static boolean is(Map<?, ?> struct, String name) {
        return struct.get(name) instanceof Boolean truth && truth;
    }

    static String text(Map<?, ?> struct, String name) {
        return struct.get(name) instanceof String text ? text : "";
    }

    static byte[] bytes(Map<?, ?> struct, String name) {
        return struct.get(name) instanceof byte[] bytes ? bytes : new byte[0];
    }
}
