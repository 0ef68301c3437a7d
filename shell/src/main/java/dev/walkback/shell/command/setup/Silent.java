package dev.walkback.shell.command.setup;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.ServerAddress;

/** A server that was to be asked and did not answer, told as by any other command that needs one. */
final class Silent {

    private Silent() {}

    static ServerFailure of(ServerAddress address, Database.Failed failed) {
        ServerFailure.Kind kind = failed.isDenied()
                ? ServerFailure.Kind.DENIED
                : failed.isAbsent() ? ServerFailure.Kind.UNREACHABLE : ServerFailure.Kind.REFUSED;
        return new ServerFailure(kind, address.text(), String.valueOf(failed.getMessage()), failed);
    }
}
