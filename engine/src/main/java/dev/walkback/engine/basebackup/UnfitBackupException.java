package dev.walkback.engine.basebackup;

import java.nio.file.Path;
import java.util.List;

/** A base backup was looked at or read, and is not one that may be restored. */
public final class UnfitBackupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Path folder;
    private final transient List<Defect> defects;

    /** @param defects the first is the one that counts most; never empty */
    public UnfitBackupException(Path folder, List<Defect> defects) {
        super(folder + ": " + defects.getFirst());
        this.folder = folder;
        this.defects = List.copyOf(defects);
    }

    public UnfitBackupException(Path folder, Defect.Kind kind, String subject, String why) {
        this(folder, List.of(new Defect(kind, subject, why)));
    }

    public Path folder() {
        return folder;
    }

    public List<Defect> defects() {
        return defects;
    }
}
