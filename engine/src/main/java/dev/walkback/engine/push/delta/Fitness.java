package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.ObjectInfo;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the new backup can stand on another: what the cheap documents say first, what the large one says last. */
record Fitness(ParentQuestion question, ParentShelf shelf) {

    private static final String METADATA = "metadata.json";
    private static final String FILES = "files_metadata.json";

    /** What there is against one, as far as its sentinel and metadata tell. */
    Optional<WhyNot> against(Backup backup) {
        Optional<WhyNot> unread = unreadable("sentinel", backup.sentinel());
        return unread.or(() -> unreadable(METADATA, backup.metadata()))
                .or(() -> system(backup))
                .or(() -> version(backup))
                .or(() -> backup.start().isEmpty() ? Optional.of(new WhyNot.NoStart()) : Optional.empty())
                .or(() -> branch(backup))
                .or(() -> order(backup));
    }

    Chain chain(Backup backup) {
        return Chain.of(backup, shelf::backup, this::history);
    }

    /** The count that a chain's members say is not held against it: WAL-G's own differs where deltas are made from the full backup. */
    Optional<WhyNot> againstChain(Chain chain) {
        for (Chain.Break broken : chain.breaks()) {
            if (!(broken instanceof Chain.Break.OtherCount)) {
                return Optional.of(new WhyNot.BrokenChain(broken));
            }
        }
        for (Backup member : chain.members()) {
            if (member.objects().tars().isEmpty()) {
                return Optional.of(new WhyNot.TarsMissing(member.name(), ""));
            }
            if (member.isDelta() && member.objects().filesMetadata() == null) {
                return Optional.of(new WhyNot.Unreadable(FILES, "it is not there, of " + member.name()));
            }
        }
        return Optional.empty();
    }

    Optional<WhyNot> againstFiles(Backup backup, Document<FilesMetadata> files) {
        if (backup.sentinel().optional().map(Sentinel::filesMetadataDisabled).orElse(false)) {
            return Optional.of(new WhyNot.NoFilesMetadata());
        }
        return unreadable(FILES, files)
                .or(() -> names(files.optional().orElseThrow()))
                .or(() -> tars(backup, files.optional().orElseThrow()))
                .or(() -> checksums(backup));
    }

    private static Optional<WhyNot> unreadable(String name, Document<?> document) {
        return switch (document) {
            case Document.Read<?> read -> Optional.empty();
            case Document.Absent<?> absent -> Optional.of(new WhyNot.Unreadable(name, "it is not there"));
            case Document.Unreadable<?>(String why) -> Optional.of(new WhyNot.Unreadable(name, why));
        };
    }

    private Optional<WhyNot> system(Backup backup) {
        SystemIdentifier ours = question.system();
        return ours == null
                ? Optional.empty()
                : backup.systemIdentifier()
                        .filter(theirs -> !theirs.equals(ours))
                        .map(theirs -> new WhyNot.OtherSystem(theirs, ours));
    }

    private Optional<WhyNot> version(Backup backup) {
        String ours = question.version().major();
        return backup.pgVersion()
                .map(PgVersion::major)
                .filter(theirs -> !theirs.equals(ours))
                .map(theirs -> new WhyNot.OtherMajor(theirs, ours));
    }

    private Optional<WhyNot> branch(Backup backup) {
        Optional<Timeline> timeline = backup.timeline();
        if (timeline.isEmpty()) {
            return Optional.of(new WhyNot.Unreadable("sentinel", "its name tells no timeline"));
        }
        Lsn upTo = backup.finish().or(backup::start).orElse(Lsn.NONE);
        return question.line().contains(timeline.get(), upTo)
                ? Optional.empty()
                : Optional.of(new WhyNot.OtherBranch(
                        timeline.get(), question.line().leftAt(timeline.get()).orElse(null)));
    }

    private Optional<WhyNot> order(Backup backup) {
        Lsn finish = backup.finish().or(backup::start).orElse(Lsn.NONE);
        return question.start().isBefore(finish)
                ? Optional.of(new WhyNot.AheadOfUs(finish, question.start()))
                : Optional.empty();
    }

    /** Our own line holds the history of each of its ancestors. */
    private Optional<TimelineHistory> history(Timeline timeline) {
        TimelineHistory line = question.line();
        if (timeline.equals(line.timeline())) {
            return Optional.of(line);
        }
        return line.leftAt(timeline).isEmpty()
                ? Optional.empty()
                : Optional.of(new TimelineHistory(
                        timeline,
                        line.switches().stream()
                                .filter(left -> left.from().compareTo(timeline) < 0)
                                .toList()));
    }

    private static Optional<WhyNot> names(FilesMetadata files) {
        OptionalInt ours = files.find("/PG_VERSION");
        return ours.isPresent() && files.isDescribed(ours.getAsInt())
                ? Optional.empty()
                : Optional.of(new WhyNot.OtherNames());
    }

    private static Optional<WhyNot> tars(Backup backup, FilesMetadata files) {
        return files.tars().stream()
                .filter(tar -> backup.objects().tars().stream()
                        .map(ObjectInfo::key)
                        .noneMatch(
                                key -> key.substring(key.lastIndexOf('/') + 1).equals(tar)))
                .findFirst()
                .map(tar -> new WhyNot.TarsMissing(backup.name(), tar));
    }

    private Optional<WhyNot> checksums(Backup backup) {
        return shelf.control(backup)
                .optional()
                .map(PgControl::dataChecksums)
                .filter(version -> (version != 0) != question.checksums())
                .map(version -> new WhyNot.ChecksumsSwitched(question.checksums()));
    }
}
