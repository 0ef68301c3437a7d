package dev.walkback.shell.report.setup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.setup.SetupLines.Block;
import dev.walkback.shell.setup.SetupLines.Part;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code setup print}. For one part it is nothing but its lines, so that it can be put into a file. */
public record SetupPrinted(List<Block> blocks, boolean linesOnly) implements Report {

    public SetupPrinted {
        blocks = List.copyOf(blocks);
    }

    @Override
    public String kind() {
        return "setup-print";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Block block : blocks) {
            json.writeStartObject();
            json.writeStringField("for", block.part().word());
            json.writeStringField("file", block.file());
            json.writeStringField("where", block.part().where());
            json.writeArrayFieldStart("lines");
            for (String line : block.lines()) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        @Nullable Part part = null;
        for (Block block : blocks) {
            if (!linesOnly && block.part() != part) {
                page.line((part == null ? "" : "\n") + "# " + block.part().where());
            }
            if (!block.file().isEmpty()) {
                page.line((part == null ? "" : "\n") + "# " + block.file());
            }
            block.lines().forEach(page::line);
            part = block.part();
        }
    }
}
