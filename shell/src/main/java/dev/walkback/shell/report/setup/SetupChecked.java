package dev.walkback.shell.report.setup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.setup.ServerSetup;
import dev.walkback.shell.setup.SetupItem;
import dev.walkback.shell.setup.SetupItem.Level;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code setup check}. */
public record SetupChecked(String asked, ServerSetup server, List<SetupItem> items) implements Report {

    private static final int NAME_WIDTH = 17;
    private static final int STATE_WIDTH = 7;

    public SetupChecked {
        items = List.copyOf(items);
    }

    /** Whether something is missing without which there is no way back. */
    public boolean hasProblems() {
        return items.stream().anyMatch(item -> item.level() == Level.MISSING);
    }

    private static String word(Level level) {
        return level == Level.WORTH_A_LOOK ? "look" : level.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return "setup-check";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("server", asked);
        json.writeStringField("version", server.version().toString());
        json.writeStringField("system_identifier", server.identifier().toString());
        json.writeBooleanField("in_recovery", server.inRecovery());
        json.writeStringField("position", server.position().toString());
        json.writeArrayFieldStart("items");
        for (SetupItem item : items) {
            json.writeStartObject();
            json.writeStringField("item", item.name());
            json.writeStringField("level", word(item.level()));
            json.writeStringField("found", item.found());
            json.writeStringField("why", item.why());
            json.writeArrayFieldStart("remedy");
            for (String line : item.remedy()) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            items.forEach(item -> page.record(
                    item.name(), word(item.level()), page.sentence(item.found()), page.sentence(item.why())));
            return;
        }
        page.line("PostgreSQL " + server.version() + (server.inRecovery() ? ", a standby," : "") + " at "
                + page.sentence(asked) + ", system " + server.identifier());
        page.line("");
        items.forEach(item -> item(page, item));
        page.line("");
        page.line(verdict());
    }

    private static void item(Page page, SetupItem item) {
        String head = "  " + Text.padded(word(item.level()), STATE_WIDTH) + "  " + Text.padded(item.name(), NAME_WIDTH)
                + "  ";
        page.wrapped(head, item.found());
        String indent = " ".repeat(2 + STATE_WIDTH + 2);
        if (!item.why().isEmpty()) {
            page.wrapped(indent, item.why());
        }
        // as they are: they are to be typed
        item.remedy().forEach(line -> page.line(indent + "  " + page.sentence(line)));
    }

    @Override
    public void words(Page page) {
        page.paragraph("PostgreSQL " + server.version() + " at " + page.sentence(asked) + ". " + verdict());
        items.stream()
                .filter(item -> item.level() != Level.GOOD)
                .forEach(item -> page.paragraph(page.sentence(item.name() + " is: " + item.found() + ". " + item.why()
                        + (item.remedy().isEmpty() ? "" : ". What to do: " + String.join("; ", item.remedy())))));
    }

    private String verdict() {
        long missing =
                items.stream().filter(item -> item.level() == Level.MISSING).count();
        long looks = items.stream()
                .filter(item -> item.level() == Level.WORTH_A_LOOK)
                .count();
        if (missing > 0) {
            return "Not ready: " + Text.count(missing, "thing") + " missing"
                    + (looks > 0 ? ", " + looks + " worth a look." : ".");
        }
        return looks > 0 ? "Ready, with " + Text.count(looks, "thing") + " worth a look." : "Ready.";
    }
}
