package dev.walkback.shell.report.push;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.Parent;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;

/**
 * {@code backup push}: what was stored.
 *
 * @param story of its parent
 */
public record BackupPushedReport(BackupPushed pushed, DeltaStory story) implements Report {

    @Override
    public String kind() {
        return "backup-pushed";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        Sentinel sentinel = pushed.sentinel();
        Parent parent = pushed.parent();
        json.writeStartObject();
        json.writeStringField("name", pushed.name().text());
        if (parent != null) {
            json.writeStringField("parent", parent.name().text());
            json.writeNumberField("delta", parent.count());
        }
        story.json(json);
        json.writeNumberField("timeline", pushed.start().timeline().number());
        json.writeStringField("start", pushed.start().lsn().toString());
        json.writeStringField("finish", pushed.stop().lsn().toString());
        json.writeBooleanField("permanent", sentinel.permanentWhenPushed());
        json.writeNumberField("files", pushed.files());
        json.writeNumberField("skipped", pushed.skipped());
        json.writeNumberField("parts", pushed.parts());
        json.writeNumberField("content_bytes", sentinel.uncompressedBytes());
        json.writeNumberField("stored_bytes", sentinel.compressedBytes());
        json.writeBooleanField("wal_arrived", pushed.walArrived());
        json.writeNumberField("milliseconds", pushed.took().toMillis());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        Sentinel sentinel = pushed.sentinel();
        if (page.plain()) {
            page.record(
                    pushed.name().text(),
                    Long.toString(pushed.files()),
                    Long.toString(sentinel.uncompressedBytes()),
                    Long.toString(sentinel.compressedBytes()),
                    Long.toString(pushed.took().toMillis()));
            return;
        }
        page.line("pushed " + page.name(pushed.name().text()) + kindOf());
        page.line(Text.count(pushed.files(), "file")
                + (pushed.skipped() > 0 ? ", of which " + pushed.skipped() + " are as the parent has them" : "") + ", "
                + Text.size(sentinel.uncompressedBytes()) + ", stored as " + Text.size(sentinel.compressedBytes())
                + " in " + Text.count(pushed.parts(), "part") + ", in " + Text.lasting(pushed.took()));
        story.text(page);
        page.line(
                pushed.walArrived()
                        ? "all WAL from " + pushed.start().lsn() + " to "
                                + pushed.stop().lsn() + " is in the archive"
                        : "it counts when all WAL from " + pushed.start().lsn() + " to "
                                + pushed.stop().lsn() + " is in the archive, which was not waited for");
    }

    private String kindOf() {
        Parent parent = pushed.parent();
        return parent == null ? ", a full backup" : ", delta " + parent.count() + " from " + parent.name();
    }
}
