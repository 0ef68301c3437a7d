package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.recovery.Span;
import dev.walkback.engine.wal.Lsn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What backups that cannot be restored would lead to, and nothing else does. */
final class LostSpans {

    private final RecoveryWindows windows;

    LostSpans(RecoveryWindows windows) {
        this.windows = windows;
    }

    List<Span> without(Collection<BackupName> backups) {
        List<Span> lost = new ArrayList<>();
        for (BackupName name : backups) {
            windows.backup(name)
                    .filter(NotRestorable.class::isInstance)
                    .flatMap(each -> span(each.backup()))
                    .filter(span -> lost.stream().noneMatch(other -> holdsAll(other, span)))
                    .ifPresent(lost::add);
        }
        return lost;
    }

    private Optional<Span> span(Backup backup) {
        Optional<Branch> branch = backup.timeline().flatMap(windows.branches()::of);
        Optional<Lsn> finish = backup.finish();
        if (branch.isEmpty() || finish.isEmpty() || backup.start().isEmpty()) {
            return Optional.empty();
        }
        Lsn start = backup.start().get();
        if (windows.holding(branch.get().timeline(), finish.get()).isPresent()) {
            return Optional.empty();
        }
        return branch.get()
                .readableFrom(start)
                .filter(there -> finish.get().isBefore(there.to()))
                .map(there -> new Span(
                        there.timeline(),
                        finish.get(),
                        windows.nextReachable(there.timeline(), finish.get())
                                .filter(next -> next.isBefore(there.to()))
                                .orElse(there.to())));
    }

    private static boolean holdsAll(Span outer, Span inner) {
        return outer.timeline().equals(inner.timeline()) && outer.holds(inner.from()) && outer.holds(inner.to());
    }
}
