package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.delta.ParentVerdict.Asked;
import dev.walkback.engine.push.delta.ParentVerdict.PassedOver;
import dev.walkback.engine.push.delta.ParentVerdict.Reason;
import dev.walkback.engine.wal.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Chooses what a delta is made from. WAL-G takes the latest, whatever branch it lies on; here a parent lies in the new backup's own
 * past, or is passed over for the next older one. Where one does fit, the rules are WAL-G's: steps, permanence, origin.
 *
 * <p>It depends on nothing but the question and what stands on the shelf.
 */
public final class ParentChooser {

    private final ParentQuestion question;
    private final ParentShelf shelf;
    private final BiPredicate<String, String> sameUserData;
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final Fitness fitness;

    private ParentChooser(ParentQuestion question, ParentShelf shelf, BiPredicate<String, String> sameUserData) {
        this.question = question;
        this.shelf = shelf;
        this.sameUserData = sameUserData;
        this.fitness = new Fitness(question, shelf);
    }

    /** @param sameUserData whether two JSON texts are the same value */
    public static ParentVerdict choose(
            ParentQuestion question, ParentShelf shelf, BiPredicate<String, String> sameUserData) {
        return new ParentChooser(question, shelf, sameUserData).verdict();
    }

    private ParentVerdict verdict() {
        DeltaWish wish = question.wish();
        if (wish.mostSteps() <= 0) {
            return new ParentVerdict.Full(Reason.WISHED, null, passedOver);
        }
        if (wish.fromName() != null) {
            return asked(wish.fromName(), Asked.NAME, wish.fromName().text());
        }
        return wish.fromUserData() == null ? newest() : withUserData(wish.fromUserData());
    }

    private ParentVerdict newest() {
        List<BackupName> names = shelf.newestFirst();
        if (names.isEmpty()) {
            return new ParentVerdict.Full(Reason.FIRST, null, passedOver);
        }
        for (BackupName name : names) {
            Optional<ParentVerdict> verdict = tried(name);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        return new ParentVerdict.Full(Reason.NONE_FITS, null, passedOver);
    }

    private ParentVerdict withUserData(String wanted) {
        List<BackupName> matching = shelf.newestFirst().stream()
                .filter(name -> shelf.backup(name)
                        .flatMap(backup -> backup.metadata().optional())
                        .map(BackupMetadata::userData)
                        .filter(theirs -> sameUserData.test(theirs, wanted))
                        .isPresent())
                .toList();
        return switch (matching.size()) {
            case 0 -> new ParentVerdict.Refused(Asked.USER_DATA, wanted, passedOver);
            case 1 -> asked(matching.getFirst(), Asked.USER_DATA, wanted);
            default -> new ParentVerdict.Refused(Asked.USER_DATA_OF_SEVERAL, wanted, passedOver);
        };
    }

    /** Who names a parent wants that one, and not another nor a full backup in its place. */
    private ParentVerdict asked(BackupName name, Asked how, String text) {
        return tried(name).orElseGet(() -> new ParentVerdict.Refused(how, text, passedOver));
    }

    /** Empty when it cannot be the parent, and another may. */
    private Optional<ParentVerdict> tried(BackupName name) {
        Optional<Backup> candidate = shelf.backup(name);
        Optional<WhyNot> against =
                candidate.isEmpty() ? Optional.of(new WhyNot.Absent()) : fitness.against(candidate.get());
        if (against.isPresent()) {
            passedOver.add(new PassedOver(name, against.get()));
            return Optional.empty();
        }
        Backup backup = candidate.orElseThrow();
        int count = stepsOf(backup) + 1;
        Optional<WhyNot> rule = rule(backup, count);
        if (rule.isPresent()) {
            return Optional.of(new ParentVerdict.Full(Reason.RULE, new PassedOver(name, rule.get()), passedOver));
        }
        return question.wish().origin() == DeltaWish.Origin.NEWEST ? made(backup, count) : ofItsFull(backup, count);
    }

    /** WAL-G keeps the newest's count of steps also when the delta is made from its full backup: so a full one comes again. */
    private Optional<ParentVerdict> ofItsFull(Backup backup, int count) {
        BackupName full = backup.sentinel()
                .optional()
                .flatMap(Sentinel::origin)
                .map(Sentinel.Delta::full)
                .orElse(backup.name());
        if (full.equals(backup.name())) {
            return made(backup, count);
        }
        Optional<Backup> root = shelf.backup(full);
        Optional<WhyNot> against = root.isEmpty() ? Optional.of(new WhyNot.Absent()) : fitness.against(root.get());
        if (against.isPresent()) {
            passedOver.add(new PassedOver(full, against.get()));
            return Optional.empty();
        }
        return made(root.get(), count);
    }

    private Optional<ParentVerdict> made(Backup backup, int count) {
        Chain chain = fitness.chain(backup);
        Optional<WhyNot> against = fitness.againstChain(chain);
        if (against.isEmpty()) {
            Document<FilesMetadata> files = shelf.files(backup);
            against = fitness.againstFiles(backup, files);
            if (against.isEmpty()) {
                Parent parent = new Parent(
                        backup.name(),
                        chain.members().getFirst().name(),
                        count,
                        backup.start().orElseThrow(),
                        backup.finish().orElse(Lsn.NONE),
                        files.optional().orElseThrow());
                return Optional.of(new ParentVerdict.Chosen(parent, chain, passedOver));
            }
        }
        passedOver.add(new PassedOver(backup.name(), against.get()));
        return Optional.empty();
    }

    private Optional<WhyNot> rule(Backup backup, int count) {
        int most = question.wish().mostSteps();
        if (count > most) {
            return Optional.of(new WhyNot.EnoughSteps(count - 1, most));
        }
        boolean isBound =
                !question.permanent() && question.wish().origin() == DeltaWish.Origin.NEWEST && backup.isPermanent();
        return isBound ? Optional.of(new WhyNot.Permanent()) : Optional.empty();
    }

    private static int stepsOf(Backup backup) {
        Integer count = backup.sentinel()
                .optional()
                .flatMap(Sentinel::origin)
                .map(Sentinel.Delta::count)
                .orElse(null);
        return count == null ? 0 : count;
    }
}
