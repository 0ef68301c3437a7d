package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
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
        @Nullable Segment last)
        implements Report {

    private static final int SIZE_WIDTH = 8;
    private static final int CODEC_WIDTH = 6;
    private static final int WHOLE_WIDTH = 86;

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
        boolean after = first == null
                || (segment.timeline().equals(first.timeline()) && segment.number() >= first.number());
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
        boolean whole = !page.forPeople() || page.width() >= WHOLE_WIDTH;
        int width = whole ? 24 : 12;
        if (!page.plain()) {
            page.bold("  " + Text.padded("SEGMENT", width) + "  " + Text.padded("START LSN", 17) + "  "
                    + Text.padded("STORED (UTC)", whole ? 19 : 11) + "  " + Text.right("SIZE", SIZE_WIDTH) + "  CODEC");
        }
        try {
            long taken = each(stored -> line(page, stored, whole, width));
            if (taken == 0 && !page.plain()) {
                page.wrapped("  ", "no segment is stored there");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void line(Page page, WalShelf.Stored stored, boolean whole, int width) {
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
        String time = Text.time(stored.stored()).replace('T', ' ').replace("Z", "");
        String codec = stored.extension().isEmpty() ? "none" : stored.extension().substring(1);
        page.line("  " + Text.padded(whole ? segment.name() : segment.shortName(), width)
                + "  " + Text.padded(segment.start().toString(), 17)
                + "  " + (whole ? time : time.substring(5, 16))
                + "  " + Text.right(Text.size(stored.bytes()), SIZE_WIDTH)
                + "  " + Text.padded(codec, CODEC_WIDTH).stripTrailing());
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        try {
            long taken = each(stored -> page.paragraph("Segment " + stored.segment().shortName() + ", stored "
                    + Spoken.minute(stored.stored()) + ", " + Text.size(stored.bytes()) + "."));
            page.paragraph(Text.count(taken, "object") + " in all.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
