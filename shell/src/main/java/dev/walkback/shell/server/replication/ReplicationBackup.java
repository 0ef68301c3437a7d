package dev.walkback.shell.server.replication;

import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.remote.SendingServer;
import dev.walkback.shell.server.ServerAddress;
import java.time.Duration;
import java.util.Locale;

/** A server that sends a backup of itself, through a session of replication. */
public final class ReplicationBackup implements SendingServer {

    private static final int NAMED_OPTIONS = 150_000;
    private static final int VERIFIES_UNLESS_TOLD = 110_000;
    private static final long LEAST_RATE = 32;
    private static final long MOST_RATE = 1 << 20;

    private final ServerSession session;
    private final ServerFacts facts;
    private final Archiving archiving;
    private boolean sending;

    private ReplicationBackup(ServerSession session, ServerFacts facts, Archiving archiving) {
        this.session = session;
        this.facts = facts;
        this.archiving = archiving;
    }

    public static ReplicationBackup open(ServerAddress address) {
        ServerSession session = ServerSession.open(address, ServerSession.Purpose.REPLICATION);
        try (Facts facts = new Facts(address, session)) {
            return new ReplicationBackup(session, facts.all(), facts.archiving());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return session.place();
    }

    @Override
    public Archiving archiving() {
        return archiving;
    }

    @Override
    public ServerFacts facts() {
        return facts;
    }

    @Override
    public Sending send(Wish wish) {
        session.listen(wish.notices());
        // a checkpoint takes as long as it takes, and a slow disk may be silent for long
        session.patience(Duration.ZERO);
        sending = true;
        session.begin(facts.version().number() >= NAMED_OPTIONS ? named(wish) : plain(wish));
        return SentBackup.begin(session, facts);
    }

    private static String named(Wish wish) {
        return "BASE_BACKUP (LABEL " + quoted(wish.label())
                + ", CHECKPOINT 'fast', WAIT 0, TABLESPACE_MAP, VERIFY_CHECKSUMS " + (wish.verifyPages() ? 1 : 0)
                + rate(wish, ", ") + ")";
    }

    private String plain(Wish wish) {
        boolean unless = facts.version().number() >= VERIFIES_UNLESS_TOLD;
        return "BASE_BACKUP LABEL " + quoted(wish.label()) + " FAST NOWAIT" + rate(wish, " ") + " TABLESPACE_MAP"
                + (unless && !wish.verifyPages() ? " NOVERIFY_CHECKSUMS" : "");
    }

    /** In kilobytes a second, of which a server takes neither very few nor very many. */
    private static String rate(Wish wish, String before) {
        long rate = Math.max(LEAST_RATE, wish.bytesPerSecond() >> 10);
        return wish.bytesPerSecond() <= 0 || rate > MOST_RATE
                ? ""
                : String.format(Locale.ROOT, "%sMAX_RATE %d", before, rate);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() {
        if (sending && !session.isIdle()) {
            session.cancel();
        }
        session.close();
    }
}
