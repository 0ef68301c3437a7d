package dev.walkback.shell.command.setup;

import dev.walkback.shell.Exit;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.setup.SetupPrinted;
import dev.walkback.shell.setup.SetupLines;
import dev.walkback.shell.setup.SetupLines.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code setup print}. */
public final class SetupPrint {

    private SetupPrint() {}

    public static Exit run(Invocation invocation, Session session) {
        SetupLines lines = new SetupLines(
                System.getProperty("walkback.program", "walkback"),
                invocation.value("--storage").orElse(""),
                invocation
                        .value("--config")
                        .map(file -> Path.of(file).toAbsolutePath().toString())
                        .orElse(null),
                invocation.arguments().isEmpty() ? "/var/lib/postgresql/data" : invocation.argument(0),
                invocation.value("--user").orElse("postgres"),
                Path.of(invocation.value("--archive").orElse("/srv/wal-archive"))
                        .toAbsolutePath());
        String what = invocation.value("--for").orElse("all");
        List<Part> parts = Arrays.stream(Part.values())
                .filter(part -> what.equals("all")
                        ? part != Part.CP_ARCHIVE
                        : part.word().equals(what))
                .toList();
        session.reporter()
                .show(new SetupPrinted(
                        parts.stream()
                                .flatMap(part -> lines.blocks(part).stream())
                                .toList(),
                        parts.size() == 1));
        return Exit.DONE;
    }
}
