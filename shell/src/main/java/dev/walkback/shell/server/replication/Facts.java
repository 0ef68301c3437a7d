package dev.walkback.shell.server.replication;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.walreceive.WalServer;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.server.replication.ServerSession.Purpose;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of itself. From 14 on a session of replication is enough to ask; older ones are asked in an ordinary session as
 * well, which is opened when it is needed.
 */
final class Facts implements AutoCloseable {

    static final int TELLS_OF_RECOVERY = 140_000;
    static final int TELLS_OF_SLOTS = 150_000;
    static final int HAS_LIBRARIES = 150_000;
    static final int SUMMARIZES = 170_000;

    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*");
    private static final int FIRST_OF_TWO_PARTS = 10;

    private final ServerAddress address;
    private final ServerSession session;
    private @Nullable ServerSession questions;

    Facts(ServerAddress address, ServerSession session) {
        this.address = address;
        this.session = session;
    }

    /** As {@code server_version_num} has it. */
    int version() {
        Matcher version = VERSION.matcher(session.parameter("server_version"));
        if (!version.matches()) {
            throw refused("it does not tell its version");
        }
        int major = Integer.parseInt(version.group(1));
        int second = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        int third = version.group(3) == null ? 0 : Integer.parseInt(version.group(3));
        return major >= FIRST_OF_TWO_PARTS ? major * 10_000 + second : major * 10_000 + second * 100 + third;
    }

    WalServer.Identity identity() {
        ServerSession.Rows rows = session.ask("IDENTIFY_SYSTEM");
        Optional<SystemIdentifier> system = Optional.ofNullable(rows.first(0)).flatMap(SystemIdentifier::parse);
        Optional<Timeline> timeline = Optional.ofNullable(rows.first(1)).flatMap(Timeline::parse);
        Optional<Lsn> flushed = Optional.ofNullable(rows.first(2)).flatMap(Lsn::parse);
        if (system.isEmpty() || timeline.isEmpty() || flushed.isEmpty()) {
            throw refused("it does not tell who it is");
        }
        return new WalServer.Identity(system.get(), timeline.get(), flushed.get());
    }

    ServerFacts all() {
        WalServer.Identity identity = identity();
        return new ServerFacts(
                new PgVersion(version()),
                identity.system(),
                Path.of(setting("data_directory")),
                segmentSize(),
                identity.timeline(),
                isInRecovery(),
                Integer.parseInt(setting("block_size")),
                isOn("data_checksums"),
                version() >= SUMMARIZES && isOn("summarize_wal"));
    }

    Archiving archiving() {
        boolean command = !setting("archive_command").strip().isEmpty()
                && !setting("archive_command").equals("(disabled)");
        boolean library =
                version() >= HAS_LIBRARIES && !setting("archive_library").isEmpty();
        return new Archiving(setting("archive_mode"), command || library, 0);
    }

    private boolean isInRecovery() {
        return version() >= TELLS_OF_RECOVERY
                ? session.parameter("in_hot_standby").equals("on")
                : "t"
                        .equals(questions()
                                .ask("select pg_catalog.pg_is_in_recovery()")
                                .first(0));
    }

    SegmentSize segmentSize() {
        String text = setting("wal_segment_size");
        int number = Integer.parseInt(text.substring(0, text.length() - 2));
        return new SegmentSize(text.endsWith("GB") ? number << 30 : number << 20);
    }

    private boolean isOn(String name) {
        return setting(name).equals("on");
    }

    private String setting(String name) {
        ServerSession asked = version() >= TELLS_OF_RECOVERY ? session : questions();
        String value = asked.ask("SHOW " + name).first(0);
        if (value == null) {
            throw refused("it does not show " + name);
        }
        return value;
    }

    /** With the very server that the session is with: the list of those named may lead elsewhere by now. */
    ServerSession questions() {
        if (questions == null) {
            questions = ServerSession.open(address, session.which(), Purpose.QUESTIONS);
        }
        return questions;
    }

    ServerFailure refused(String why) {
        return new ServerFailure(Kind.REFUSED, session.place(), why, new IllegalStateException(why));
    }

    @Override
    public void close() {
        if (questions != null) {
            questions.close();
        }
    }
}
