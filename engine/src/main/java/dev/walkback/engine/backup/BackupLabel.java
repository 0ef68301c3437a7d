package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code backup_label}: from where a restored directory must be recovered. Without it a server starts from pg_control's checkpoint,
 * and the result is silently corrupt.
 *
 * @param start where WAL is needed from
 * @param segmentName the first segment needed, as the server named it
 * @param checkpoint the record that recovery begins with
 * @param method {@code streamed}, or {@code pg_start_backup} for an exclusive backup of old
 * @param fromStandby whether it was taken there
 * @param startTime as written, in the server's own time zone, hence not to be reckoned with
 * @param timeline null before 11, which did not write it
 * @param incrementalFrom set for PostgreSQL's own incremental backups, which are no data directories by themselves
 */
public record BackupLabel(
        Lsn start,
        String segmentName,
        Lsn checkpoint,
        String method,
        boolean fromStandby,
        String startTime,
        String label,
        @Nullable Timeline timeline,
        @Nullable Lsn incrementalFrom) {

    /** The server keeps a label below a kilobyte; what is much larger is not one. */
    public static final int MOST_BYTES = 1 << 16;

    private static final Pattern START = Pattern.compile("(\\S+) \\(file ([0-9A-F]{24})\\)");

    /**
     * Reads the file. Lines are found by how they begin, since a label may hold a line break; of two that begin alike the first
     * is the server's, but for the timeline, which follows the label and so is the last.
     */
    public static Document<BackupLabel> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Document.Unreadable<>("it has " + file.length + " bytes");
        }
        Lines lines = new Lines(new String(file, StandardCharsets.UTF_8).split("\n", -1));
        String startLine = lines.first("START WAL LOCATION: ").orElse("");
        Matcher start = START.matcher(startLine);
        if (!start.matches()) {
            return new Document.Unreadable<>("it does not say where WAL is needed from");
        }
        Optional<Lsn> from = Lsn.parse(start.group(1));
        Optional<Lsn> checkpoint = lines.first("CHECKPOINT LOCATION: ").flatMap(Lsn::parse);
        if (from.isEmpty() || checkpoint.isEmpty()) {
            return new Document.Unreadable<>("a position in it is none");
        }
        return new Document.Read<>(new BackupLabel(
                from.get(),
                start.group(2),
                checkpoint.get(),
                lines.first("BACKUP METHOD: ").orElse(""),
                lines.first("BACKUP FROM: ").equals(Optional.of("standby")),
                lines.first("START TIME: ").orElse(""),
                lines.first("LABEL: ").orElse(""),
                lines.last("START TIMELINE: ").flatMap(Timeline::parse).orElse(null),
                lines.last("INCREMENTAL FROM LSN: ").flatMap(Lsn::parse).orElse(null)));
    }

    private record Lines(String[] all) {

        Optional<String> first(String beginning) {
            return find(beginning, i -> i);
        }

        Optional<String> last(String beginning) {
            return find(beginning, i -> all.length - 1 - i);
        }

        private Optional<String> find(String beginning, Function<Integer, Integer> order) {
            for (int i = 0; i < all.length; i++) {
                String line = all[order.apply(i)];
                if (line.startsWith(beginning)) {
                    return Optional.of(line.substring(beginning.length()));
                }
            }
            return Optional.empty();
        }
    }
}
