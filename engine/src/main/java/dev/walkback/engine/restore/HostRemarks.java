package dev.walkback.engine.restore;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.host.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be said of the machine, held against where the backup comes from. */
record HostRemarks(
        Decision decision,
        RestoreBasis basis,
        Host host,
        @Nullable PgVersion version) {

    List<Remark> all() {
        List<Remark> remarks = new ArrayList<>();
        if (version != null && host.installation() == null) {
            remarks.add(Remark.of(Remark.Code.SERVER_MISSING).with("major", version.major()));
        }
        for (String library : host.missingLibraries()) {
            remarks.add(Remark.of(Remark.Code.LIBRARY_MISSING).with("library", library));
        }
        String source = decision.backup()
                .backup()
                .sentinel()
                .optional()
                .map(Sentinel::hostname)
                .orElse("");
        if (!source.isEmpty() && !source.equals(host.name())) {
            Remark remark = Remark.of(Remark.Code.COLLATION_UNTOLD).with("source", source);
            remarks.add(host.glibc() == null ? remark : remark.with("here", host.glibc()));
        }
        return remarks;
    }
}
