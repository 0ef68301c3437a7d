package dev.walkback.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.Refusal;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SittingTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /** A clock that is put forward by hand. */
    private static final class HandClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final HandClock clock = new HandClock();
    private final Sitting prompt = new Sitting(Occasion.PROMPT, clock, Map.of("--storage", "prod"));

    private Archive timelines() {
        return ArchiveOf.packed("timelines", clock);
    }

    @Test
    void a_prompt_is_read_only_until_it_is_armed() {
        assertThatThrownBy(() -> prompt.checkMayChange("storage put"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused -> assertThat(refused.problem().code().text()).isEqualTo("read-only"));
        prompt.arm("orders");
        assertThat(prompt.mayChange()).isTrue();
    }

    @Test
    void an_arming_ends_by_itself() {
        prompt.arm("orders");
        clock.now = START.plus(Arming.LASTS).minusMillis(1);
        assertThat(prompt.mayChange()).isTrue();
        clock.now = START.plus(Arming.LASTS);
        assertThat(prompt.mayChange()).isFalse();
        assertThat(prompt.now().arming()).isNull();
    }

    @Test
    void opening_another_storage_ends_an_arming_and_forgets_the_listing() {
        prompt.keep("prod", timelines());
        prompt.arm("orders");
        prompt.open("other");
        assertThat(prompt.mayChange()).isFalse();
        assertThat(prompt.standing().looked()).isEmpty();
    }

    @Test
    void commands_written_in_advance_need_no_arming() {
        assertThat(new Sitting(Occasion.COMMAND, clock, Map.of()).mayChange()).isTrue();
        assertThat(new Sitting(Occasion.SCRIPT, clock, Map.of()).mayChange()).isTrue();
    }

    @Test
    void a_listing_of_a_storage_that_is_no_longer_open_is_dropped() {
        prompt.keep("another", timelines());
        assertThat(prompt.standing().looked()).isEmpty();
    }

    @Test
    void a_chosen_cluster_that_is_not_in_the_new_listing_is_no_longer_chosen() {
        Archive archive = timelines();
        prompt.keep("prod", archive);
        prompt.use(archive.clusters().getFirst().identifier());
        prompt.keep("prod", ArchiveOf.packed("segsize-1mb", clock));
        assertThat(prompt.standing().chosen()).isNull();
    }

    @Test
    void a_new_listing_tells_again_what_this_session_changed() {
        prompt.touched();
        assertThat(prompt.standing().changed()).isTrue();
        prompt.keep("prod", timelines());
        assertThat(prompt.standing().changed()).isFalse();
    }

    @Test
    void an_offline_session_leaves_the_storage_alone() {
        prompt.prefer(preferences -> preferences.withOffline(true));
        assertThatThrownBy(prompt::checkOnline).hasMessageContaining("offline");
    }

    @Test
    void a_listing_is_kept_when_it_is_there_and_told_to_whoever_watches() throws InterruptedException {
        BlockingQueue<Listing> told = new LinkedBlockingQueue<>();
        prompt.watch(told::add);
        Archive archive = timelines();
        Listing listing = prompt.list(objects -> archive);
        listing.await();
        assertThat(prompt.standing().archive()).isEqualTo(archive);
        assertThat(told.poll(1, TimeUnit.MINUTES)).isSameAs(listing);
    }

    @Test
    void a_second_wish_for_a_listing_goes_on_with_the_first() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Archive archive = timelines();
        Listing first = prompt.list(objects -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return archive;
        });
        Listing second = prompt.list(objects -> archive);
        go.countDown();
        first.await();
        assertThat(second).isSameAs(first);
    }

    @Test
    void a_listing_that_is_stopped_gives_what_was_seen() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Archive partial = timelines();
        Listing listing = prompt.list(objects -> {
            objects.accept(7);
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return partial;
        });
        begun.await();
        assertThat(listing.objects()).isEqualTo(7);
        listing.stop();
        listing.await();
        assertThat(prompt.standing().archive()).isEqualTo(partial);
    }

    @Test
    void a_storage_that_does_not_answer_is_remembered_as_such() throws InterruptedException {
        Listing listing = prompt.list(objects -> {
            throw new StorageException.Unreachable(new Location("s3://b"), "list", "nobody answers", null);
        });
        listing.await();
        assertThat(prompt.standing().silent()).isTrue();
        assertThat(listing.failure()).isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void what_is_open_is_listed_unasked_once_each_time_it_is_opened() {
        assertThat(prompt.isToBeTried()).isTrue();
        assertThat(prompt.isToBeTried()).isFalse();
        prompt.open("prod");
        assertThat(prompt.isToBeTried()).isTrue();
    }

    @Test
    void waiting_for_a_listing_has_an_end() throws InterruptedException {
        Archive archive = timelines();
        Listing listing = prompt.list(objects -> archive);
        listing.await();
        assertThat(listing.await(Duration.ZERO)).isTrue();
    }

    @Test
    void findings_of_one_look_are_worked_out_once() {
        Archive look = timelines();

        assertThat(prompt.findings(look)).isSameAs(prompt.findings(look));
    }

    @Test
    void another_look_gets_findings_of_its_own() {
        Archive first = timelines();
        Archive second = timelines();
        prompt.findings(first);

        assertThat(prompt.findings(second).archive()).isSameAs(second);
    }
}
