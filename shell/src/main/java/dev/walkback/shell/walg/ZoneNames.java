package dev.walkback.shell.walg;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The short names of time zones ({@code JST}, {@code CEST}, {@code +05}) as the system's zone database has them. Java's own
 * names differ from these in many zones, and WAL-G prints these.
 *
 * <p>Reads the first block of a zone file (RFC 9636): counts, transition times of four bytes, the type of each, the types
 * (offset, daylight flag, index of the name), the names. From the last transition on, the name of the newest type
 * with the offset of that moment counts.
 */
final class ZoneNames {

    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern("xx").withLocale(Locale.ROOT);

    private final Path database;

    ZoneNames(Path database) {
        this.database = database;
    }

    String at(ZoneId zone, Instant moment) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        if (zone instanceof ZoneOffset || zone.normalized() instanceof ZoneOffset) {
            return offset.equals(ZoneOffset.UTC) ? "UTC" : OFFSET.format(offset);
        }
        return fromDatabase(zone, moment, offset.getTotalSeconds()).orElseGet(() -> OFFSET.format(offset));
    }

    private Optional<String> fromDatabase(ZoneId zone, Instant moment, int offset) {
        Path file = database.resolve(zone.getId()).normalize();
        if (!file.startsWith(database) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return Optional.ofNullable(name(in, moment.getEpochSecond(), offset));
        } catch (IOException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable String name(DataInputStream in, long second, int offset)
            throws IOException {
        byte[] magic = in.readNBytes(20);
        if (magic.length < 20 || magic[0] != 'T' || magic[1] != 'Z') {
            return null;
        }
        in.readNBytes(12);
        int transitions = in.readInt();
        int types = in.readInt();
        int letters = in.readInt();
        int current = 0;
        long[] times = new long[Math.min(transitions, 10_000)];
        for (int i = 0; i < times.length; i++) {
            times[i] = in.readInt();
        }
        byte[] typeOf = in.readNBytes(times.length);
        for (int i = 0; i < times.length && times[i] <= second; i++) {
            current = typeOf[i] & 0xFF;
        }
        int[] offsets = new int[types];
        int[] names = new int[types];
        for (int i = 0; i < types; i++) {
            offsets[i] = in.readInt();
            in.readByte();
            names[i] = in.readUnsignedByte();
        }
        byte[] text = in.readNBytes(letters);
        if (offsets[current] != offset) {
            // beyond the table: the newest type of this offset
            for (int i = typeOf.length - 1; i >= 0; i--) {
                if (offsets[typeOf[i] & 0xFF] == offset) {
                    current = typeOf[i] & 0xFF;
                    break;
                }
            }
        }
        int end = names[current];
        while (text[end] != 0) {
            end++;
        }
        return new String(text, names[current], end - names[current], StandardCharsets.US_ASCII);
    }
}
