package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Installation;
import dev.walkback.engine.server.Installations;
import dev.walkback.engine.server.Isolation;
import dev.walkback.engine.server.RunAs;
import dev.walkback.engine.server.ScratchServer;
import dev.walkback.engine.server.ServiceManagers;
import dev.walkback.engine.server.SocketFolder;
import dev.walkback.engine.server.log.LogFile;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A server on a directory of ours, with what it needs to be started: programs, a user, a port and a socket of its own. */
final class ScratchCopy {

    private ScratchCopy() {}

    /**
     * @param bin where the programs are; empty for those of that version that are found
     * @param port 0 for one that is free
     * @throws Refusal when it is not ours to start
     */
    static ScratchServer on(DataDirectory directory, Optional<String> bin, int port, Session session)
            throws InterruptedException {
        Path data = directory.path();
        checkOurs(directory);
        Installation installation = installation(directory, bin, session);
        RunAs owner = owner(data);
        try {
            SocketFolder socket = SocketFolder.make(data, owner, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
            int major = Integer.parseInt(String.valueOf(directory.major()));
            SequencedMap<String, String> settings = new LinkedHashMap<>(
                    Isolation.settings(major, port == 0 ? free() : port, socket.path(), socket.access()));
            return new ScratchServer(installation, data, owner, LogFile.beside(data), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkOurs(DataDirectory directory) {
        String typed = ShellWord.quoted(directory.path().toString());
        if (directory.isLive()) {
            throw new Refusal(
                    ErrorCode.SERVER_RUNS,
                    "a server runs on " + typed + " already",
                    "two servers on one directory would destroy it",
                    Suggestion.command("restore status " + typed, "where it is"));
        }
        if (!directory.restore().exists()) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    typed + " was not restored by walkback",
                    "only copies that it made are started by it; start others as they are started usually",
                    Suggestion.shell("pg_ctl -D " + typed + " -l " + typed + ".log start", "as the user who owns it"));
        }
        if (directory.control().isAbsent()
                || directory.major() == null
                || !directory.major().matches("\\d{2}")) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    "no server can be started on " + typed + " yet",
                    "the restore is not done, or it is of a version before 10",
                    Suggestion.command("restore status " + typed, "what is there"));
        }
        Optional<Path> manager = ServiceManagers.naming(directory.path(), Path.of("/"));
        if (manager.isPresent()) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    typed + " belongs to a service of this machine",
                    manager.get() + " names it, so whoever keeps that service starts it",
                    Suggestion.shell("systemctl list-units 'postgresql*'", "the services"));
        }
    }

    private static Installation installation(DataDirectory directory, Optional<String> bin, Session session)
            throws InterruptedException {
        String major = String.valueOf(directory.major());
        Optional<Installation> found = bin.isPresent()
                ? Installations.at(Path.of(bin.get()))
                : Installations.on(Path.of("/"), session.console().variable("PATH"))
                        .ofMajor(major);
        return found.filter(one -> one.has("pg_ctl"))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.NO_POSTGRES,
                        "there is no PostgreSQL " + major + " on this machine",
                        "the directory was made by that version, and no other can start on it",
                        List.of(Suggestion.shell(
                                "ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin", "those there are"))));
    }

    private static RunAs owner(Path data) {
        String typed = ShellWord.quoted(data.toString());
        try {
            return RunAs.ownerOf(data);
        } catch (RunAs.Refused e) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    e.ownedByRoot() ? typed + " belongs to root" : typed + " belongs to another user",
                    e.ownedByRoot()
                            ? "PostgreSQL does not run as root"
                            : "only its owner, or root, can start a server on it",
                    e.ownedByRoot()
                            ? Suggestion.shell("chown -R postgres: " + typed, "and what lies beside it")
                            : Suggestion.shell("stat -c %U " + typed, "whose it is"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is listened on there; it only parts this server's socket from others'. */
    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
