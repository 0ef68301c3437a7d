package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** S3Proxy with an empty store in memory. Its libraries stay out of the tests' class path. */
public final class S3ProxyServer implements S3Server {

    private final ServerProcess process;
    private final URI endpoint;
    private final @Nullable SelfSigned identity;

    private S3ProxyServer(ServerProcess process, URI endpoint, @Nullable SelfSigned identity) {
        this.process = process;
        this.endpoint = endpoint;
        this.identity = identity;
    }

    static S3ProxyServer start(boolean tls) throws AbsentComponent {
        Path classPath = Installed.file("s3proxy", Installed.root().resolve("testing/s3proxy/target/class-path"));
        Path folder = ServerProcess.freshFolder("s3proxy");
        int port = Ports.free();
        URI endpoint = URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
        SelfSigned identity = tls ? SelfSigned.in(folder) : null;
        write(folder.resolve("s3proxy.conf"), configuration(endpoint, identity));
        write(folder.resolve("logback.xml"), LOGBACK);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                read(classPath).strip(),
                "org.gaul.s3proxy.Main",
                "--properties",
                "s3proxy.conf");
        return new S3ProxyServer(ServerProcess.start(folder, command, () -> Ports.answers(port)), endpoint, identity);
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    /** The certificate, as a PEM file, that a client must trust. Only when started with TLS. */
    public Path certificate() {
        if (identity == null) {
            throw new IllegalStateException("this one speaks plain http");
        }
        return identity.certificate();
    }

    @Override
    public void close() {
        process.close();
    }

    private static String configuration(URI endpoint, @Nullable SelfSigned identity) {
        String common = """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=testkey
                s3proxy.credential=testsecret
                jclouds.provider=transient-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                """;
        return identity == null
                ? common + "s3proxy.endpoint=" + endpoint + "\n"
                : common + "s3proxy.secure-endpoint=" + endpoint + "\ns3proxy.keystore-path=" + identity.keystore()
                        + "\ns3proxy.keystore-password=" + identity.password() + "\n";
    }

    // at its default level a 64 MiB object takes seven times as long
    private static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
