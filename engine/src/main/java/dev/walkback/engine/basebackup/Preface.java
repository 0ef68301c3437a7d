package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a base backup before its bulk is read: servers put the label and the map of tablespaces first.
 *
 * @param manifest null where there is none
 * @param labelText the label as it is written
 * @param tablespaces by number, where they were
 * @param mapped whether a map tells of them; else there are links
 */
public record Preface(
        BaseBackup backup,
        @Nullable BackupManifest manifest,
        BackupLabel label,
        String labelText,
        SortedMap<String, String> tablespaces,
        boolean mapped) {

    private static final String LABEL = "backup_label";
    private static final String MAP = "tablespace_map";

    public Preface {
        tablespaces = new TreeMap<>(tablespaces);
    }

    /** @throws UnfitBackupException when it is not what a server makes */
    public static Preface read(BaseBackup backup) throws IOException {
        BackupManifest manifest =
                backup.manifest() == null ? null : ManifestReader.read(backup.folder(), backup.manifest());
        Finder finder = new Finder(backup);
        new PartReading(backup, read -> {}).read(backup.data(), finder);
        return finder.preface(manifest);
    }

    /** Whether it holds changes only, and needs the backups before it. */
    public boolean isIncremental() {
        return label.incrementalFrom() != null;
    }

    private static final class Finder implements PartReading.Members {

        private final BaseBackup backup;
        private final SortedMap<String, String> links = new TreeMap<>();
        private byte @Nullable [] label;
        private byte @Nullable [] map;

        Finder(BaseBackup backup) {
            this.backup = backup;
        }

        /** Servers write both first. Where the label comes later somebody packed it again, and all of it is gone through. */
        @Override
        public boolean take(Member member, InputStream content) throws IOException {
            if (member.type() == Member.Type.TABLESPACE_LINK) {
                links.put(member.path().substring(member.path().indexOf('/') + 1), member.linkTarget());
            } else if (member.path().equals(LABEL)) {
                label = content.readNBytes(BackupLabel.MOST_BYTES + 1);
            } else if (member.path().equals(MAP)) {
                map = content.readNBytes(TablespaceMap.MOST_BYTES + 1);
            }
            boolean placesKnown = map != null || backup.tablespaces().isEmpty();
            boolean mapCannotFollow = !member.path().equals(LABEL);
            return label == null || !placesKnown || (map == null && !mapCannotFollow);
        }

        Preface preface(@Nullable BackupManifest manifest) {
            if (label == null) {
                throw unfit(Defect.Kind.LABEL_MISSING, LABEL, "without it a server would start in the wrong place");
            }
            BackupLabel read = read(BackupLabel.read(label), Defect.Kind.LABEL_DAMAGED, LABEL);
            SortedMap<String, String> places = map == null
                    ? links
                    : read(TablespaceMap.read(map), Defect.Kind.TABLESPACE_MAP_DAMAGED, MAP)
                            .places();
            checkTablespaces(places);
            return new Preface(backup, manifest, read, new String(label, StandardCharsets.UTF_8), places, map != null);
        }

        private <T> T read(Document<T> document, Defect.Kind kind, String name) {
            if (document instanceof Document.Read<T>(T content)) {
                return content;
            }
            String why = document instanceof Document.Unreadable<T>(String reason) ? reason : "it is not there";
            throw unfit(kind, name, why);
        }

        private void checkTablespaces(SortedMap<String, String> places) {
            List<Defect> defects = new ArrayList<>();
            TreeSet<String> parts = new TreeSet<>();
            backup.tablespaces().stream().map(Part::tablespace).forEach(parts::add);
            for (String known : places.keySet()) {
                if (!MemberNames.isOid(known)) {
                    defects.add(
                            new Defect(Defect.Kind.TABLESPACE_MAP_DAMAGED, MAP, known + " is no tablespace's number"));
                } else if (!parts.remove(known)) {
                    defects.add(new Defect(
                            Defect.Kind.PART_MISSING, known + ".tar", "the tablespace at " + places.get(known)));
                }
            }
            parts.forEach(strange -> defects.add(new Defect(
                    Defect.Kind.FOREIGN, strange + ".tar", "nothing in the data directory tells of that tablespace")));
            if (!defects.isEmpty()) {
                throw new UnfitBackupException(backup.folder(), defects);
            }
        }

        private UnfitBackupException unfit(Defect.Kind kind, String subject, String why) {
            return new UnfitBackupException(backup.folder(), kind, subject, why);
        }
    }
}
