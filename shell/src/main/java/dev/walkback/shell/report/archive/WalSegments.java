package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code wal list}: every object that holds a segment. Printed one by one, since there may be a million.
 *
 * @param timeline null for all
 * @param first null from the beginning
 * @param last null to the end, included
 */
public record WalSegments(
        View view,
        @Nullable Timeline timeline,
        @Nullable Segment first,
        @Nullable Segment last) implements Report {

    private static final int SIZE_WIDTH = 8;
    private static final int WIDE_WIDTH = 86;
    private static final int SHORT_WIDTH = 70;

    @Override
    public String kind() {
        return "segments";
    }

    @Override
    public Look look() {
        return view.look();
    }

    /** Takes one segment's object. */
    private interface Taker {
        void take(WalShelf.Stored stored) throws IOException;
    }

    private long each(Taker taker) throws IOException {
        long taken = 0;
        for (TimelineWal wal : view.cluster().timelines()) {
            WalShelf shelf = wal.segments();
            if (timeline != null && !wal.timeline().equals(timeline)) {
                continue;
            }
            for (int i = 0; i < shelf.count(); i++) {
                WalShelf.Stored stored = shelf.at(i);
                if (isIn(stored.segment())) {
                    taken++;
                    taker.take(stored);
                }
            }
        }
        return taken;
    }

    /** A range names places in WAL; whose timeline it is, is for {@code --timeline} and the range's own first digits to say. */
    private boolean isIn(Segment segment) {
        boolean after =
                first == null || (segment.timeline().equals(first.timeline()) && segment.number() >= first.number());
        boolean before =
                last == null || (segment.timeline().equals(last.timeline()) && segment.number() <= last.number());
        return after && before;
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        each(stored -> {
            json.writeStartObject();
            json.writeStringField("segment", stored.segment().name());
            json.writeNumberField("timeline", stored.segment().timeline().number());
            json.writeStringField("start_lsn", stored.segment().start().toString());
            json.writeStringField("key", "wal_005/" + stored.fileName());
            json.writeNumberField("stored_bytes", stored.bytes());
            json.writeStringField("stored", stored.stored().toString());
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        Room room = Room.of(page);
        if (!page.plain()) {
            page.bold("  " + room.segment("SEGMENT") + room.lsn("START LSN")
                    + Text.padded("STORED (UTC)", room == Room.WIDE ? 19 : 12) + "  " + Text.right("SIZE", SIZE_WIDTH)
                    + "  CODEC");
        }
        try {
            long taken = each(stored -> line(page, stored, room));
            if (taken == 0 && !page.plain()) {
                page.wrapped("  ", "no segment is stored there");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How much of a line there is: where it is short, the segment's name says its position, too. */
    private enum Room {
        WIDE(24, 17),
        SHORT(14, 17),
        NARROW(14, 0);

        private final int segment;
        private final int lsn;

        Room(int segment, int lsn) {
            this.segment = segment;
            this.lsn = lsn;
        }

        static Room of(Page page) {
            if (!page.forPeople() || page.width() >= WIDE_WIDTH) {
                return WIDE;
            }
            return page.width() >= SHORT_WIDTH ? SHORT : NARROW;
        }

        String segment(String text) {
            return Text.padded(text, segment) + "  ";
        }

        String lsn(String text) {
            return lsn == 0 ? "" : Text.padded(text, lsn) + "  ";
        }
    }

    private static void line(Page page, WalShelf.Stored stored, Room room) {
        Segment segment = stored.segment();
        if (page.plain()) {
            page.record(
                    segment.name(),
                    segment.start().toString(),
                    stored.stored().toString(),
                    Long.toString(stored.bytes()),
                    page.name("wal_005/" + stored.fileName()));
            return;
        }
        Cell time = Cell.time(stored.stored());
        boolean wide = room == Room.WIDE;
        page.line("  " + room.segment(wide ? segment.name() : segment.shortName())
                + room.lsn(segment.start().toString())
                + Text.padded(wide ? time.full() : time.brief(), wide ? 19 : 12)
                + "  " + Text.right(Text.size(stored.bytes()), SIZE_WIDTH)
                + "  "
                + page.name(
                        stored.extension().isEmpty()
                                ? "none"
                                : stored.extension().substring(1)));
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        try {
            long taken =
                    each(stored -> page.paragraph("Segment " + stored.segment().shortName() + ", stored "
                            + Spoken.minute(stored.stored(), page.now()) + ", " + Text.size(stored.bytes()) + "."));
            page.paragraph(Text.count(taken, "object") + " in all.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
