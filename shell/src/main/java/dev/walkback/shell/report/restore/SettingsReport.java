package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.settings.Setting;
import dev.walkback.engine.restore.settings.SettingsRemark;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.ShellWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What walkback wrote into a data directory for its recovery, or would write.
 *
 * @param plan that it belongs to
 * @param written whether it stands there
 * @param settings in order
 * @param signals that are there, or would be
 * @param remarks what would be met, or was; empty for what stands there
 * @param remove the command that takes it out
 */
public record SettingsReport(
        Path data,
        String plan,
        boolean written,
        List<Setting> settings,
        List<String> signals,
        List<SettingsRemark> remarks,
        String remove)
        implements Report {

    public SettingsReport {
        settings = List.copyOf(settings);
        signals = List.copyOf(signals);
        remarks = List.copyOf(remarks);
    }

    @Override
    public String kind() {
        return "restore-settings";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data", data.toString());
        json.writeStringField("plan", plan);
        json.writeBooleanField("written", written);
        json.writeArrayFieldStart("settings");
        for (Setting setting : settings) {
            json.writeStartObject();
            json.writeStringField("name", setting.name());
            json.writeStringField("value", setting.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("signals");
        for (String signal : signals) {
            json.writeString(signal);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("remarks");
        for (SettingsRemark remark : remarks) {
            json.writeStartObject();
            json.writeStringField("remark", remark.kind().word());
            json.writeBooleanField("warning", remark.kind().isWarning());
            json.writeStringField("subject", remark.subject());
            json.writeStringField("found", remark.found());
            json.writeStringField("give", remark.give());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            settings.forEach(setting -> page.record(
                    written ? "written" : "planned",
                    setting.name(),
                    page.name(setting.value()),
                    page.name(setting.why())));
            signals.forEach(signal -> page.record(written ? "written" : "planned", signal, "", ""));
            return;
        }
        page.wrapped("", "settings of " + data + (written ? ", as they stand there:" : ", as they would be written:"));
        int width = settings.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        for (Setting setting : settings) {
            String pad = " ".repeat(width - setting.name().length());
            page.line("  " + setting.name() + pad + "  " + page.sentence(setting.value()));
            if (!setting.why().isEmpty() && page.forPeople()) {
                page.line("  " + " ".repeat(width) + "    " + page.sentence(setting.why()));
            }
        }
        signals.forEach(signal -> page.line("  " + signal));
        remarks.forEach(
                remark -> page.wrapped(remark.kind().isWarning() ? "warning: " : "note: ", SettingsWords.of(remark)));
        page.line(written ? "Undo:" : "Written by the seventh step of the restore; the undo then:");
        page.command(remove);
    }

    /** {@code restore settings /srv/orders --remove}. */
    public static String removing(Path data) {
        return "restore settings " + ShellWord.quoted(data.toString()) + " --remove";
    }
}
