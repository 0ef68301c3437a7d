package dev.walkback.storage.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * One session with its channels. Several, because a server works off the requests of one channel one after the other;
 * shared, because nobody may wait for a channel that someone else holds for as long as he reads: with all of them taken, the
 * one with the fewest users gets another.
 */
final class Line {

    // answers of this size that nobody waits for are let in; more would be in the way of the next question
    private static final int FORGIVEN = 16;

    private final ClientSession session;
    private final Duration request;
    private final List<Seat> seats = new ArrayList<>();
    private int ceiling;
    private int opening;
    private boolean used;

    Line(ClientSession session, int streams, Duration request) {
        this.session = session;
        this.ceiling = streams;
        this.request = request;
    }

    private static final class Seat {
        final Sftp sftp;
        final Set<Integer> unwanted = new HashSet<>();
        int users = 1;
        boolean retired;

        Seat(Sftp sftp) {
            this.sftp = sftp;
        }
    }

    /** The use of a channel, until it is closed. */
    final class Lease implements AutoCloseable {

        private final Seat seat;
        private boolean given = true;

        private Lease(Seat seat) {
            this.seat = seat;
        }

        Sftp sftp() {
            return seat.sftp;
        }

        /** Leaves questions behind whose answers are under way and nobody will read. */
        void leave(List<Integer> questions) {
            synchronized (Line.this) {
                seat.unwanted.addAll(questions);
                seat.retired |= questions.size() > FORGIVEN;
            }
        }

        @Override
        public void close() {
            synchronized (Line.this) {
                if (given) {
                    given = false;
                    release(seat);
                }
            }
        }
    }

    boolean usable() {
        return session.isOpen() && !session.isClosing();
    }

    void hangUp() {
        session.close(true);
    }

    /** Whether nobody has asked anything on it yet. */
    synchronized boolean unused() {
        return !used;
    }

    Lease lease() throws IOException {
        Seat seat = seated();
        return new Lease(seat == null ? opened() : seat);
    }

    /** A place on a channel that is there, or null when another channel is to be opened. */
    private synchronized @Nullable Seat seated() {
        used = true;
        seats.removeIf(seat -> !seat.sftp.usable());
        Seat best = seats.stream()
                .filter(seat -> !seat.retired)
                .min(Comparator.comparingInt(seat -> seat.users))
                .orElse(null);
        if (best != null && (best.users == 0 || seats.size() + opening >= ceiling)) {
            best.users++;
            best.unwanted.removeIf(best.sftp::drop);
            return best;
        }
        opening++;
        return null;
    }

    private Seat opened() throws IOException {
        try {
            Seat seat = new Seat(new Sftp(Answers.on(session), request));
            synchronized (this) {
                opening--;
                seats.add(seat);
            }
            return seat;
        } catch (IOException e) {
            return another(e);
        }
    }

    // a server allows only so many channels; those that it gave are enough
    private synchronized Seat another(IOException refused) throws IOException {
        opening--;
        Seat best = seats.stream()
                .filter(seat -> seat.sftp.usable() && !seat.retired)
                .min(Comparator.comparingInt(seat -> seat.users))
                .orElseThrow(() -> refused);
        ceiling = Math.max(1, seats.size());
        best.users++;
        return best;
    }

    private void release(Seat seat) {
        seat.users--;
        if (seat.retired && seat.users == 0) {
            seats.remove(seat);
            seat.sftp.abandon();
        }
    }
}
