package dev.walkback.shell.report.basebackup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.basebackup.FileCopy;
import dev.walkback.engine.basebackup.FileCopyRun;
import dev.walkback.engine.basebackup.PageCheck;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code restore from-files}: what a copy of a data directory is, and what is safe with it.
 *
 * @param snapshot whether somebody vouches for its being one
 * @param pages null where they were not read
 * @param copied null where it was only looked at
 */
public record FileCopyShown(
        FileCopy copy, boolean snapshot, @Nullable PageCheck pages, FileCopyRun.@Nullable Copied copied, String into)
        implements Report {

    @Override
    public String kind() {
        return "file-copy";
    }

    public boolean isSafe() {
        return copy.isSafe(snapshot) && (pages == null || pages.isSound());
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        PgControl control = copy.control();
        json.writeStartObject();
        json.writeStringField("folder", copy.directory().path().toString());
        json.writeStringField("copy", copy.kind().word());
        json.writeBooleanField("snapshot", snapshot);
        json.writeBooleanField("safe", isSafe());
        if (control != null) {
            json.writeStringField(
                    "system_identifier", control.systemIdentifier().toString());
            json.writeStringField("pg_version", control.major().orElse(""));
            json.writeStringField("state", control.state().words());
            json.writeStringField("checkpoint_lsn", control.checkpoint().at().toString());
        }
        json.writeStringField("wal_end_lsn", copy.walEnd().toString());
        json.writeArrayFieldStart("reasons");
        for (String reason : copy.reasons()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        BaseBackupChecked.defects(json, copy.defects());
        if (pages != null) {
            json.writeObjectFieldStart("pages");
            json.writeNumberField("read", pages.pages());
            json.writeNumberField("damaged", pages.damaged());
            json.writeNumberField("newer_than_wal", pages.newer());
            json.writeArrayFieldStart("some");
            for (String each : pages.some()) {
                json.writeString(each);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        if (copied != null) {
            json.writeStringField("into", into);
            json.writeNumberField("copied_files", copied.files());
        }
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    "file-copy",
                    page.name(copy.directory().path().toString()),
                    copy.kind().word(),
                    isSafe() ? "safe" : "unsafe");
            sentences().forEach(each -> page.record("told", page.sentence(each)));
            return;
        }
        page.bold(page.name(copy.directory().path().toString()));
        sentences().forEach(each -> page.wrapped("   ", each));
    }

    @Override
    public void words(Page page) {
        page.paragraph(page.name(copy.directory().path().toString()) + ":");
        sentences()
                .forEach(each ->
                        page.paragraph(page.sentence(Character.toUpperCase(each.charAt(0)) + each.substring(1)) + "."));
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>(copy.reasons());
        copy.defects().forEach(defect -> sentences.add(BaseBackupWording.line(defect)));
        if (pages != null) {
            sentences.add(Text.count(pages.pages(), "page") + " read, " + pages.damaged() + " damaged, " + pages.newer()
                    + " newer than all WAL");
            sentences.addAll(pages.some());
        }
        sentences.add(verdict());
        if (copied != null) {
            String data = ShellWord.quoted(into);
            sentences.add(Text.count(copied.files(), "file") + " copied into " + into
                    + "; its settings are as they were: before it is started, look at port and archive_mode");
            sentences.add("to start it: pg_ctl -D " + data + " -l " + ShellWord.quoted(into + ".log") + " start");
        }
        return sentences;
    }

    private String verdict() {
        if (pages != null && !pages.isSound()) {
            return "not to be used as it is: pages are damaged, or newer than the WAL";
        }
        return switch (copy.kind()) {
            case LIVE -> "not to be used: stop the server, or take a backup of it";
            case UNUSABLE -> "not to be used: it is no whole data directory";
            case CLEAN, BACKUP ->
                copy.defects().isEmpty()
                        ? "safe: it can be started as it is, or copied with --into"
                        : "not to be used as it is: what is missing has to be brought first";
            case OF_A_RUNNING_SERVER ->
                !copy.defects().isEmpty()
                        ? "not to be used as it is: it needs WAL that is not there"
                        : snapshot
                                ? "safe if it is what --snapshot says: a server recovers on it as after a crash"
                                : "safe only if all of it shows one moment, as an atomic snapshot does: --snapshot says so. Else it is torn";
        };
    }
}
