package dev.walkback.shell.command.setup;

import dev.walkback.shell.Refusal;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.ServerAddress;
import java.util.List;

/** A server that was to be asked and did not answer. */
final class Silent {

    private Silent() {}

    static Refusal of(ServerAddress address, Database.Failed failed) {
        String why = String.valueOf(failed.getMessage());
        List<Suggestion> tries = List.of(Suggestion.command(
                "help setup check", "--host, --port, --as and --database say which server, and who asks"));
        return new Refusal(
                ErrorCode.SERVER_SILENT,
                failed.isDenied()
                        ? "the server at " + address.text() + " does not let this role in"
                        : failed.isAbsent()
                                ? "no server answers at " + address.text()
                                : "the server at " + address.text() + " did not answer",
                why,
                tries);
    }
}
