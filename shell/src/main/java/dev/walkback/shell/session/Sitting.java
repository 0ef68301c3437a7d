package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.StorageException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From the start of a process to its end: one command, a command file, or an evening at the prompt.
 *
 * <p>May be used from any thread: there is one {@link Standing} at a time, and each change replaces it whole.
 */
public final class Sitting {

    private final Occasion occasion;
    private final Clock clock;
    private final Map<String, String> options;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean tried = new AtomicBoolean();
    private final LastFindings findings = new LastFindings();
    private volatile Standing standing;
    private volatile Person person = Person.NOBODY;
    private volatile Consumer<Listing> watcher = over -> {};
    private volatile boolean over;
    private volatile @Nullable Listing listing;

    /**
     * @param options global options that were given to the process and hold for every command, by name
     */
    public Sitting(Occasion occasion, Clock clock, Map<String, String> options) {
        this.occasion = occasion;
        this.clock = clock;
        this.options = Map.copyOf(options);
        this.standing = Standing.atTheStart(options.getOrDefault("--storage", ""));
    }

    /** Who can be asked. */
    public void meet(Person somebody) {
        person = somebody;
    }

    /** Whether there is somebody who can be asked. */
    public boolean isAttended() {
        return !person.equals(Person.NOBODY);
    }

    public Person person() {
        return person;
    }

    public Occasion occasion() {
        return occasion;
    }

    public Map<String, String> options() {
        return options;
    }

    /** As it is now: an arming that is over is not in it. */
    public Standing now() {
        return standing.at(clock.instant());
    }

    public Standing standing() {
        return standing;
    }

    /** Opens another storage, by name or URL. Nobody is asked yet whether it is there. */
    public void open(String storage) {
        change(now -> now.opened(storage));
        tried.set(false);
    }

    public void use(@Nullable SystemIdentifier cluster) {
        change(now -> now.using(cluster));
    }

    /** A listing arrived. One of a storage that is no longer open is dropped. */
    public void keep(String storage, Archive archive) {
        change(now -> now.storage().equals(storage) ? now.listed(archive) : now);
    }

    /** What is to be said of an archive. Asked again about the same one, it is not worked out again. */
    public ArchiveFindings findings(Archive archive) {
        return findings.of(archive);
    }

    /** What is to be said of the archive of now, if that was worked out; null otherwise. Does not wait. */
    public @Nullable ArchiveFindings known() {
        Archive archive = standing.archive();
        return archive == null ? null : findings.known(archive);
    }

    /** The storage did not answer. */
    public void unanswered(String storage) {
        change(now -> now.storage().equals(storage) ? now.unanswered() : now);
    }

    /** The storage was changed from here: the listing no longer tells all. */
    public void touched() {
        change(Standing::touched);
    }

    /** A plan was shown, and waits to be confirmed. */
    public void planned(String fingerprint) {
        change(now -> now.planning(fingerprint));
    }

    /** No plan waits any longer. */
    public void planDone() {
        change(now -> now.planning(""));
    }

    /** A restore is being walked, or none is any longer. */
    public void restoring(@Nullable OpenRestore restore) {
        change(now -> now.restoring(restore));
    }

    public void arm(String cluster) {
        change(now -> now.armed(new Arming(cluster, clock.instant().plus(Arming.LASTS))));
    }

    public void disarm() {
        change(now -> now.armed(null));
    }

    public void prefer(UnaryOperator<Preferences> preference) {
        change(now -> now.preferring(preference.apply(now.preferences())));
    }

    /**
     * Lists the open storage on another thread, or goes on with the listing of it that runs. When it is over its archive is kept
     * here.
     */
    public synchronized Listing list(Listing.Look look) {
        String storage = standing.storage();
        Listing running = listing;
        if (running != null && !running.isOver() && running.storage().equals(storage)) {
            return running;
        }
        if (running != null) {
            running.stop();
        }
        Listing fresh = Listing.start(storage, clock, look, this::take, ended -> watcher.accept(ended));
        listing = fresh;
        return fresh;
    }

    /** @param somebody told of each listing when it is over, on its own thread */
    public void watch(Consumer<Listing> somebody) {
        watcher = somebody;
    }

    /** The listing that runs, if one does. */
    public Optional<Listing> listing() {
        return Optional.ofNullable(listing).filter(it -> !it.isOver());
    }

    private void take(Listing ended) {
        Archive archive = ended.archive();
        if (archive != null) {
            keep(ended.storage(), archive);
            // on the listing's thread: nearly every command wants them, and the status line must not work them out
            findings.of(archive);
        } else if (ended.failure() instanceof StorageException.Unreachable) {
            unanswered(ended.storage());
        }
    }

    /** Whether this was not said before: what holds for every command is said once. */
    public boolean isNews(String note) {
        return said.add(note);
    }

    /** Whether a storage is to be listed without being asked for: once each time it is opened. */
    public boolean isToBeTried() {
        return !tried.getAndSet(true);
    }

    /** Nothing is to follow. */
    public void end() {
        over = true;
        listing().ifPresent(Listing::stop);
    }

    public boolean isOver() {
        return over;
    }

    /** Whether what changes a storage may be done now. */
    public boolean mayChange() {
        return occasion != Occasion.PROMPT || standing.armedAt(clock.instant());
    }

    /** @throws Refusal when the storage is to be left alone */
    public void checkOnline() {
        if (standing.preferences().offline()) {
            throw new Refusal(
                    ErrorCode.OFFLINE,
                    "the storage is not asked: this session is offline",
                    "session set offline on was said, and this cannot be answered from the listing in memory",
                    Suggestion.command("session set offline off", "ask again"));
        }
    }

    /**
     * @param what would be done, such as {@code storage put}
     * @throws Refusal at a prompt that is not armed, or no longer is
     */
    public void checkMayChange(String what) {
        if (mayChange()) {
            return;
        }
        boolean over = standing.arming() != null;
        throw new Refusal(
                ErrorCode.READ_ONLY,
                what + " would change a storage, and this session is read-only",
                over
                        ? "it was armed, and that is over: it lasts " + Arming.LASTS.toMinutes() + " minutes"
                        : "nothing has been asked to change yet; reading is the default",
                Suggestion.command("session arm", "asks for the cluster's name; then type it again"));
    }

    private synchronized void change(UnaryOperator<Standing> to) {
        standing = to.apply(standing);
    }
}
