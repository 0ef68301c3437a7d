package dev.walkback.shell.report.push;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.push.delta.DeltaTally;
import dev.walkback.engine.push.delta.ParentVerdict;
import dev.walkback.engine.wal.change.Changes;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a backup became a delta or a full one, and what the delta left out.
 *
 * @param changes null for a full backup
 * @param sum null for a full backup
 */
public record DeltaStory(
        @Nullable ParentVerdict verdict, @Nullable Changes changes, DeltaTally.@Nullable Sum sum) {

    public static final DeltaStory UNTOLD = new DeltaStory(null, null, null);

    public DeltaStory with(ParentVerdict found) {
        return new DeltaStory(found, changes, sum);
    }

    public DeltaStory with(Changes found) {
        return new DeltaStory(verdict, found, sum);
    }

    public DeltaStory with(DeltaTally.Sum made) {
        return new DeltaStory(verdict, changes, made);
    }

    /** What a delta came to. */
    public static String sentence(DeltaTally.Sum sum) {
        return Text.count(sum.unchangedFiles(), "file") + " unchanged and not read; " + Text.count(sum.pages(), "page")
                + " taken of " + Text.count(sum.incrementedFiles(), "file") + " of "
                + Text.size(sum.incrementedBytes()) + ", for which " + Text.size(sum.bytesRead()) + " were read";
    }

    void json(JsonGenerator json) throws IOException {
        if (verdict instanceof ParentVerdict.Full) {
            json.writeStringField("why_full", ParentWords.of(verdict));
        }
        List<ParentVerdict.PassedOver> passedOver = verdict == null ? List.of() : verdict.passedOver();
        if (!passedOver.isEmpty()) {
            json.writeArrayFieldStart("passed_over");
            for (ParentVerdict.PassedOver each : passedOver) {
                json.writeStartObject();
                json.writeStringField("backup", each.name().text());
                json.writeStringField("why", ParentWords.of(each.why()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (changes != null && sum != null) {
            json.writeObjectFieldStart("changes");
            json.writeStringField("found_by", changes.basis().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("unchanged_files", sum.unchangedFiles());
            json.writeNumberField("doubted_files", sum.doubtedFiles());
            json.writeNumberField("incremented_files", sum.incrementedFiles());
            json.writeNumberField("incremented_bytes", sum.incrementedBytes());
            json.writeNumberField("pages", sum.pages());
            json.writeNumberField("bytes_read", sum.bytesRead());
            json.writeNumberField("unbelieved_files", sum.unbelievedFiles());
            json.writeNumberField("blanked_maps", sum.blankedMaps());
            json.writeNumberField("wal_bytes_read", changes.bytesRead());
            json.writeArrayFieldStart("doubts");
            for (Changes.Doubt doubt : changes.doubts()) {
                json.writeString(ParentWords.of(doubt));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    void text(Page page) {
        if (verdict instanceof ParentVerdict.Full full && full.reason() != ParentVerdict.Reason.WISHED) {
            page.line(ParentWords.of(verdict));
        }
        if (changes != null && sum != null) {
            page.line(sentence(sum));
            page.line(ParentWords.of(changes));
        }
    }
}
