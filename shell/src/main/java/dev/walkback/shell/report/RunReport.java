package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.shell.Exit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the commands of a text ended. As text it belongs on standard error, behind their results; as JSON it is the last document.
 *
 * @param script the file's name as it was given
 * @param notRun how many commands were left
 * @param worst the exit code of the whole
 */
public record RunReport(String script, List<Done> commands, int notRun, Exit worst) implements Report {

    /** @param line where the command begins */
    public record Done(int line, String command, Exit exit) {}

    public RunReport {
        commands = List.copyOf(commands);
    }

    @Override
    public String kind() {
        return "run";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("script", script);
        json.writeArrayFieldStart("commands");
        for (Done done : commands) {
            json.writeStartObject();
            json.writeNumberField("line", done.line());
            json.writeStringField("command", done.command());
            json.writeNumberField("exit", done.exit().code());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("not_run", notRun);
        json.writeNumberField("exit", worst.code());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        page.line(sentence());
    }

    /** {@code nightly.wb: 5 commands: 4 done, line 3 ended with 13 (not found); exit 13}. */
    public String sentence() {
        StringBuilder said = new StringBuilder(ShellWord.quoted(script)).append(": ");
        said.append(Text.count(commands.size() + notRun, "command"));
        long done = commands.stream().filter(it -> it.exit() == Exit.DONE).count();
        if (done == commands.size() && notRun == 0) {
            return said.append(", all done").toString();
        }
        said.append(", ").append(done).append(" done");
        failures()
                .forEach((exit, where) ->
                        said.append(", ").append(where).append(" ended with ").append(exit.code()));
        if (notRun > 0) {
            said.append(", ").append(notRun).append(" not run");
        }
        return said.append("; exit ").append(worst.code()).toString();
    }

    /** The place at which the run stopped, as compilers write it. Empty when it did not. */
    public String stoppedAt() {
        if (notRun == 0 || commands.isEmpty()) {
            return "";
        }
        Done last = commands.getLast();
        return ShellWord.quoted(script) + ":" + last.line() + ": stopped, " + last.command() + " ended with "
                + last.exit().code();
    }

    private Map<Exit, String> failures() {
        Map<Exit, String> where = new LinkedHashMap<>();
        for (Done done : commands) {
            if (done.exit() != Exit.DONE) {
                where.merge(done.exit(), "line " + done.line(), (all, one) -> all + ", " + done.line());
            }
        }
        return where;
    }
}
