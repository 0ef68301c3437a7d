package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.recovery.RandomHistory.Made;
import dev.walkback.engine.recovery.RandomHistory.Moment;
import dev.walkback.engine.wal.Timeline;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecoveryWindowsPropertyTest {

    @Property(tries = 10_000)
    void windows_hold_exactly_what_a_server_can_be_brought_to(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        RecoveryWindows windows = RecoveryWindows.of(history.cluster());
        Set<Moment> held = new HashSet<>();
        for (int timeline = 1; timeline <= history.timelines; timeline++) {
            for (int at = history.begin(timeline) + 1; at <= history.end; at++) {
                if (windows.holding(new Timeline(timeline), history.lsn(at)).isPresent()) {
                    held.add(new Moment(timeline, at));
                }
            }
        }
        assertThat(held).as(history::toString).isEqualTo(history.reachable());
    }

    @Property(tries = 2_000)
    void a_backup_is_restorable_when_some_server_gets_to_its_finish(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Set<String> reached = history.backups.stream()
                .filter(made -> {
                    for (int target = 1; target <= history.timelines; target++) {
                        if (!history.replay(made, target).isEmpty()) {
                            return true;
                        }
                    }
                    return false;
                })
                .map(made -> made.name().text())
                .collect(Collectors.toSet());
        Set<String> restorable = RecoveryWindows.of(history.cluster()).backups().values().stream()
                .filter(Restorability.Restorable.class::isInstance)
                .map(each -> each.name().text())
                .collect(Collectors.toSet());
        assertThat(restorable).as(history::toString).isEqualTo(reached);
    }

    @Property(tries = 2_000)
    void each_restorable_backup_finishes_in_one_window(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        RecoveryWindows windows = RecoveryWindows.of(history.cluster());
        for (Made made : history.backups) {
            long holding = windows.windows().stream()
                    .filter(window -> window.backups().contains(made.name()))
                    .count();
            boolean restorable = windows.backup(made.name()).orElseThrow() instanceof Restorability.Restorable;
            assertThat(holding).as(history::toString).isEqualTo(restorable ? 1 : 0);
        }
    }

    @Property(tries = 2_000)
    void a_windows_spans_meet_at_switch_points(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (RecoveryWindow window : RecoveryWindows.of(history.cluster()).windows()) {
            assertThat(window.spans().getFirst().from()).isEqualTo(window.from().lsn());
            assertThat(window.spans().getLast().to()).isEqualTo(window.to().lsn());
            for (int i = 1; i < window.spans().size(); i++) {
                Span span = window.spans().get(i);
                assertThat(span.from())
                        .isEqualTo(window.spans().get(i - 1).to())
                        .isEqualTo(
                                history.lsn(history.begin((int) span.timeline().number())));
            }
        }
    }

    @Property(tries = 2_000)
    void nothing_unreachable_lies_in_a_window(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        RecoveryWindows windows = RecoveryWindows.of(history.cluster());
        Set<Moment> reachable = history.reachable();
        for (Unreachable span : windows.unreachable()) {
            for (int at = 1; at <= history.end; at++) {
                boolean inside = span.from().lsn().isBefore(history.lsn(at))
                        && history.lsn(at).isBefore(span.to().lsn());
                Moment moment = new Moment((int) timelineOf(span, history, at).number(), at);
                assertThat(inside && reachable.contains(moment))
                        .as(history + "\n" + span)
                        .isFalse();
            }
        }
    }

    private static Timeline timelineOf(Unreachable span, RandomHistory history, int at) {
        Timeline found = span.timelines().getFirst();
        for (Timeline timeline : span.timelines()) {
            if (history.begin((int) timeline.number()) < at && found.compareTo(timeline) < 0) {
                found = timeline;
            }
        }
        return found;
    }
}
