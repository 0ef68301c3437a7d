package dev.walkback.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Azurite's blob service with one account. It accepts the API versions that it has not heard of yet. */
public final class Azurite implements AutoCloseable {

    private static final String ACCOUNT = "testaccount";
    private static final String KEY =
            Base64.getEncoder().encodeToString("a throw-away key for tests, 32 b".getBytes(StandardCharsets.US_ASCII));

    private final ServerProcess process;
    private final int port;

    private Azurite(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Azurite start() throws AbsentComponent {
        Path node = Installed.command("node");
        Path main = Installed.file(
                "azurite",
                Installed.root().resolve("target/components/azurite/node_modules/azurite/dist/src/blob/main.js"));
        Path folder = ServerProcess.freshFolder("azurite");
        int port = Ports.free();
        List<String> command = List.of(
                "env",
                "AZURITE_ACCOUNTS=" + ACCOUNT + ":" + KEY,
                node.toString(),
                main.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--location",
                folder.resolve("data").toString(),
                "--disableTelemetry",
                "--skipApiVersionCheck",
                "--silent");
        return new Azurite(ServerProcess.start(folder, command, () -> Ports.answers(port)), port);
    }

    public String account() {
        return ACCOUNT;
    }

    /** The account's key, Base64 as the service's settings have it. */
    public String key() {
        return KEY;
    }

    /** The blob service of the account: {@code http://127.0.0.1:PORT/ACCOUNT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port + "/" + ACCOUNT;
    }

    public int port() {
        return port;
    }

    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint="
                + endpoint() + ";";
    }

    @Override
    public void close() {
        process.close();
    }
}
