package dev.walkback.shell.command;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Nearest;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which backup a word means: {@code LATEST}, a whole name, or the segment that it starts in. */
public final class BackupChoice {

    private static final String LATEST = "LATEST";

    private final View view;

    public BackupChoice(View view) {
        this.view = view;
    }

    /**
     * @throws NotFound when there is none, with the nearest there are
     * @throws UsageError when several start in that segment
     */
    public Backup of(String typed) {
        if (typed.equals(LATEST)) {
            return backups().stream().max(Comparator.comparing(Backup::stored)).orElseThrow(() -> unknown(typed));
        }
        return view.cluster().backup(name(typed)).orElseGet(() -> startingIn(typed));
    }

    private List<Backup> backups() {
        return view.cluster().backups();
    }

    private static BackupName name(String typed) {
        return new BackupName(typed.isEmpty() ? "?" : typed);
    }

    /** As lists show it: of {@code 2/0/CB D 0/A3} the part before the D. */
    private Backup startingIn(String typed) {
        int delta = typed.indexOf(" D ");
        Optional<Segment> segment = SegmentWord.read(
                delta < 0 ? typed : typed.substring(0, delta), view.cluster().segmentSize());
        List<Backup> found = backups().stream()
                .filter(backup -> segment.isPresent()
                        && backup.name()
                                .start()
                                .map(WalFile.Digits::name)
                                .equals(Optional.of(segment.get().name())))
                .filter(backup -> delta < 0 || view.brief(backup.name()).equals(typed))
                .toList();
        if (found.isEmpty()) {
            throw unknown(typed);
        }
        if (found.size() > 1) {
            throw new UsageError(
                    ErrorCode.BACKUP_AMBIGUOUS,
                    found.size() + " backups start in " + typed,
                    "they are " + String.join(", ", names(found)),
                    names(found).stream()
                            .map(name -> Suggestion.command("backup show " + ShellWord.quoted(name) + view.again(), ""))
                            .toList());
        }
        return found.getFirst();
    }

    private static List<String> names(List<Backup> backups) {
        return backups.stream().map(backup -> backup.name().text()).toList();
    }

    private NotFound unknown(String typed) {
        List<Suggestion> tries = new ArrayList<>();
        List<String> known = new ArrayList<>(names(backups()));
        backups().forEach(backup -> known.add(view.brief(backup.name())));
        known.add(LATEST);
        Nearest.to(typed, known)
                .filter(near -> !backups().isEmpty())
                .ifPresent(near -> tries.add(Suggestion.command(
                        "backup show " + ShellWord.quoted(near) + view.again(), "the nearest name")));
        tries.add(Suggestion.command("backup list" + view.again(), "all there are"));
        return new NotFound(
                ErrorCode.BACKUP_UNKNOWN,
                "there is no backup " + ShellWord.quoted(typed),
                backups().isEmpty()
                        ? "the cluster has none"
                        : "the cluster has " + backups().size(),
                tries);
    }
}
