package dev.walkback.testing;

import java.nio.file.Path;
import java.util.List;

/** A process that starts a server and is then killed by the test. */
final class ServerOwner {

    private ServerOwner() {}

    public static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(args[1]);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> server = List.of(java, "-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", args[1]);
        ServerProcess.start(Path.of(args[0]), server, () -> Ports.answers(port));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
