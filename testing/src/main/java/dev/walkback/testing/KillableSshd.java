package dev.walkback.testing;

import java.util.ArrayList;
import java.util.List;

/** Another process of OpenSSH's server, on a port of its own, with the keys and folders of the shared one: a test may kill it. */
public final class KillableSshd implements AutoCloseable {

    private final List<String> command;
    private final int port;
    private ServerProcess process;

    private KillableSshd(List<String> command, int port) {
        this.command = command;
        this.port = port;
        this.process = started(command, port);
    }

    /** @param options such as {@code HostKey=FILE}; each counts before what the shared server's configuration says */
    public static KillableSshd beside(Sshd shared, String... options) {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                Components.command("sshd").toString(),
                "-D",
                "-e",
                "-f",
                shared.configurationFile().toString(),
                "-p",
                Integer.toString(port)));
        for (String option : options) {
            command.add("-o");
            command.add(option);
        }
        return new KillableSshd(command, port);
    }

    private static ServerProcess started(List<String> command, int port) {
        return ServerProcess.start(ServerProcess.freshFolder("sshd"), command, () -> Ports.answers(port));
    }

    public int port() {
        return port;
    }

    /** Ends the server and every session with it, as a machine does that loses its power. */
    public void kill() {
        process.kill();
    }

    /** On the same port. */
    public void startAgain() {
        process = started(command, port);
    }

    @Override
    public void close() {
        process.close();
    }
}
