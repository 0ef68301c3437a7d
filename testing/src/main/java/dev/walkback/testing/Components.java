package dev.walkback.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * The real commands and servers that tests run against. Asking for one that is here gives it, started; servers are
 * shared by all tests of a JVM and end with it. Asking for one that is absent skips the test with the reason on a
 * laptop, and fails it where {@code CI=true} is set: a skip that nobody reads is a test that nobody has.
 *
 * <p>{@code scripts/test-components} brings them; the build runs it before the tests.
 */
public final class Components {

    private static final Shared<S3ProxyServer> S3PROXY = new Shared<>(() -> S3ProxyServer.start(false));
    private static final Shared<S3ProxyServer> S3PROXY_TLS = new Shared<>(() -> S3ProxyServer.start(true));
    private static final Shared<RadosGateway> RADOSGW = new Shared<>(RadosGateway::start);
    private static final Shared<Azurite> AZURITE = new Shared<>(Azurite::start);
    private static final Shared<Sshd> SSHD = new Shared<>(Sshd::start);
    private static final Shared<PostgresServer> POSTGRES =
            new Shared<>(() -> PostgresServer.start(PostgresBinaries.newest(), Map.of()));

    private Components() {}

    /** S3Proxy over http: checks signatures, knows the newer checksum headers and conditional writes. */
    public static S3ProxyServer s3proxy() {
        return required("S3Proxy", S3PROXY::started);
    }

    /** S3Proxy over https, with a certificate that only {@link S3ProxyServer#certificate()} vouches for. */
    public static S3ProxyServer s3proxyWithTls() {
        return required("S3Proxy", S3PROXY_TLS::started);
    }

    /** A Ceph object gateway: a faithful S3 that knows no trailing checksums. */
    public static RadosGateway radosgw() {
        return required("radosgw", RADOSGW::started);
    }

    /** Azurite, the blob service. */
    public static Azurite azurite() {
        return required("Azurite", AZURITE::started);
    }

    /** OpenSSH's server with throw-away keys. */
    public static Sshd sshd() {
        return required("sshd", SSHD::started);
    }

    /** A running PostgreSQL of the newest major version there is, for tests that leave it as they found it. */
    public static PostgresServer postgres() {
        return required("PostgreSQL", POSTGRES::started);
    }

    /** A PostgreSQL for one test, with settings of its own; the test closes it. */
    public static PostgresServer postgres(int major, Map<String, String> settings) {
        return required("PostgreSQL", () -> PostgresServer.start(PostgresBinaries.of(major), settings));
    }

    /** A place to restore into, and the PostgreSQL of that version for what comes to be there; the test closes it. */
    public static RestoredServer restored(int major) {
        return required("PostgreSQL", () -> RestoredServer.place(PostgresBinaries.of(major)));
    }

    /** The major versions of PostgreSQL that this build has: two, or with {@code -Pmatrix} all from 13 to 18. */
    public static List<Integer> postgresMajors() {
        return PostgresBinaries.majors();
    }

    /** Where that version's {@code postgres}, {@code initdb} and {@code pg_ctl} are. */
    public static Path postgresPrograms(int major) {
        return required("PostgreSQL", () -> PostgresBinaries.of(major)).folder();
    }

    /** A command of this machine by name, for instance {@code lz4}. */
    public static Path command(String name) {
        return required(name, () -> Installed.command(name));
    }

    /** A real wal-g binary, named by the environment variable {@code WALG}. Nothing installs one. */
    public static Path walg() {
        return required("wal-g", Installed::walg);
    }

    /** To be root, for tests that mount file systems. */
    public static void root() {
        required("root", () -> Installed.privileged("only root can mount a file system"));
    }

    private static <C> C required(String name, Source<C> source) {
        try {
            return source.component();
        } catch (AbsentComponent e) {
            String reason = name + ": " + e.getMessage();
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("CI=true, so nothing may be skipped. " + reason);
            }
            throw new TestAbortedException(reason);
        }
    }

    interface Source<C> {
        C component() throws AbsentComponent;
    }
}
