package dev.walkback.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A Ceph cluster of one monitor, one store in memory and one gateway. Needs root, and 13 seconds to start. */
public final class RadosGateway implements S3Server {

    private final ServerProcess process;
    private final URI endpoint;

    private RadosGateway(ServerProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static RadosGateway start() throws AbsentComponent {
        for (String command : List.of("radosgw", "ceph-mon", "ceph-osd", "ceph", "radosgw-admin")) {
            Installed.command(command);
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AbsentComponent("Ceph's daemons need root");
        }
        Path folder = ServerProcess.freshFolder("radosgw");
        Path script = folder.resolve("radosgw.sh");
        try (InputStream text = Objects.requireNonNull(RadosGateway.class.getResourceAsStream("radosgw.sh"))) {
            Files.copy(text, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = Ports.free();
        List<String> command = List.of(
                "/bin/bash",
                script.toString(),
                Integer.toString(Ports.free()),
                Integer.toString(Ports.free()),
                Integer.toString(port));
        ServerProcess process = ServerProcess.start(folder, command, () -> Files.exists(folder.resolve("ready")));
        return new RadosGateway(process, URI.create("http://127.0.0.1:" + port));
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.close();
    }
}
