package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A spool that archives, ready to be used.
 *
 * @param command for {@code archive_command}, not yet quoted for a configuration file
 */
public record PushSpoolMade(String spool, String script, String command) implements Report {

    @Override
    public String kind() {
        return "push-spool";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("spool", spool);
        json.writeStringField("script", script);
        json.writeStringField("archive_command", command);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(page.name(spool), page.name(script), page.name(command));
            return;
        }
        // lines of postgresql.conf, so that all of it can be appended there
        page.line("# " + page.name(script) + " hands WAL to an uploader, and waits until the archive has it");
        page.line("archive_mode = on                # needs a restart when it was off");
        page.line("archive_command = '"
                + page.sentence(command).replace("\\", "\\\\").replace("'", "''") + "'");
    }
}
