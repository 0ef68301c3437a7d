package dev.walkback.engine.walfetch;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.wal.record.SegmentScan;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the content of objects that claim to be one file of WAL, and believes none of them unchecked. */
final class Decoding {

    /** Of histories and what backups leave. The longest that servers write are a few kilobytes. */
    private static final int LONGEST_TEXT = 4 << 20;

    private static final int PIECE = 256 << 10;
    private static final String BACKUP_BEGINS = "START WAL LOCATION: ";

    private final ContentSource source;
    private final WantedFile wanted;
    private final @Nullable Receiver receiver;
    private final ArchiveOwners owners;

    Decoding(ContentSource source, WantedFile wanted, @Nullable Receiver receiver, ArchiveOwners owners) {
        this.owners = owners;
        this.source = source;
        this.wanted = wanted;
        this.receiver = receiver;
    }

    /** @return how many bytes were written */
    long into(ArrivingFile file, ObjectInfo object) throws IOException {
        try (InputStream plain = source.open(object)) {
            return switch (wanted.file()) {
                case WalFile.Whole(WalFile.Digits digits) -> segment(plain, digits, object, file);
                case WalFile.Partial(WalFile.Digits digits) -> segment(plain, digits, object, file);
                case WalFile.History(Timeline timeline) -> {
                    byte[] text = text(plain, object);
                    checkHistory(timeline, text, object);
                    yield written(text, file);
                }
                default -> {
                    byte[] text = text(plain, object);
                    if (!new String(text, StandardCharsets.UTF_8).startsWith(BACKUP_BEGINS)) {
                        throw damaged(object, "it does not begin as what a backup leaves");
                    }
                    yield written(text, file);
                }
            };
        }
    }

    /** Reads it all and keeps nothing. Null for what is no segment, once it was found to be in order. */
    @Nullable
    SegmentContent tried(ObjectInfo object) throws IOException {
        try (InputStream plain = source.open(object)) {
            return switch (wanted.file()) {
                case WalFile.Whole(WalFile.Digits digits) -> scanned(plain, digits, object);
                case WalFile.Partial(WalFile.Digits digits) -> scanned(plain, digits, object);
                case WalFile.History(Timeline timeline) -> {
                    checkHistory(timeline, text(plain, object), object);
                    yield null;
                }
                default -> {
                    text(plain, object);
                    yield null;
                }
            };
        }
    }

    private long segment(InputStream plain, WalFile.Digits digits, ObjectInfo object, ArrivingFile file)
            throws IOException {
        ArrivalCheck check = new ArrivalCheck(digits, receiver);
        byte[] piece = new byte[PIECE];
        int read = plain.readNBytes(piece, 0, WalPageHeader.LONG_BYTES);
        refuseIf(check.beginning(java.util.Arrays.copyOf(piece, read)).orElse(null), object);
        file.write(piece, read);
        long bytes = read;
        // one more than it may have tells that there are more, and no more than that is written
        while (bytes <= check.length()) {
            read = plain.read(piece, 0, (int) Math.min(PIECE, check.length() + 1 - bytes));
            if (read < 0) {
                break;
            }
            bytes += read;
            file.write(piece, read);
        }
        refuseIf(check.end(bytes).orElse(null), object);
        if (receiver == null) {
            owners.check(check.systemIdentifier(), object);
        }
        return bytes;
    }

    private SegmentContent scanned(InputStream plain, WalFile.Digits digits, ObjectInfo object) throws IOException {
        byte[] head = plain.readNBytes(WalPageHeader.LONG_BYTES);
        ArrivalCheck check = new ArrivalCheck(digits, receiver);
        refuseIf(check.beginning(head).orElse(null), object);
        InputStream all = new SequenceInputStream(new java.io.ByteArrayInputStream(head), plain);
        SegmentContent content = SegmentScan.read(
                all,
                digits.in(new SegmentSize((int) check.length())).orElseThrow(() -> damaged(object, "it is misplaced")));
        if (content.flaw() == SegmentContent.Flaw.LENGTH) {
            refuseIf(check.end(content.bytes()).orElse("its length is not a segment's"), object);
        }
        return content;
    }

    private void checkHistory(Timeline timeline, byte[] text, ObjectInfo object) {
        Document<TimelineHistory> history = HistoryFormat.read(timeline, new String(text, StandardCharsets.UTF_8));
        if (history instanceof Document.Unreadable<TimelineHistory>(String why)) {
            throw damaged(object, why);
        }
    }

    private byte[] text(InputStream plain, ObjectInfo object) throws IOException {
        byte[] text = plain.readNBytes(LONGEST_TEXT + 1);
        if (text.length == 0) {
            throw damaged(object, "it is empty");
        }
        if (text.length > LONGEST_TEXT) {
            throw damaged(object, "it is longer than any such file");
        }
        return text;
    }

    private static long written(byte[] text, ArrivingFile file) throws IOException {
        file.write(text, text.length);
        return text.length;
    }

    private void refuseIf(@Nullable String why, ObjectInfo object) {
        if (why != null) {
            throw damaged(object, why);
        }
    }

    private StorageException.Damaged damaged(ObjectInfo object, String why) {
        return new StorageException.Damaged(source.storage().location(), object.key(), why, null);
    }
}
