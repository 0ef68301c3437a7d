package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.shell.session.Arming;
import dev.walkback.shell.session.Listing;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.OpenRestore;
import dev.walkback.shell.session.Preferences;
import dev.walkback.shell.session.Sitting;
import dev.walkback.shell.session.Standing;
import dev.walkback.shell.session.StatusText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a session stands.
 *
 * @param headline what was just changed; as text it is all that is printed. Empty to print everything
 * @param open the storage, by the name that the settings have for it; empty for none
 * @param windows where one can go back to, in a few words; empty where nobody knows
 * @param state the folder with history, journals and plans; empty where it was not asked for
 * @param listingNow how many objects the listing that runs has seen; -1 where none runs
 * @param said the settings, each with its origin; empty where they were not asked for
 */
public record SessionReport(
        String headline,
        String open,
        Occasion occasion,
        Standing standing,
        String windows,
        String state,
        long listingNow,
        List<Said> said)
        implements Report {

    /** A setting, its value with secrets as stars, and where that came from. */
    public record Said(String name, String value, String origin) {}

    public SessionReport {
        said = List.copyOf(said);
    }

    public static SessionReport of(Sitting sitting, String headline) {
        return new SessionReport(
                headline,
                sitting.standing().storage(),
                sitting.occasion(),
                sitting.now(),
                StatusText.windows(sitting.now(), sitting.known()),
                "",
                sitting.listing().map(Listing::objects).orElse(-1L),
                List.of());
    }

    public SessionReport opened(String storage) {
        return new SessionReport(headline, storage, occasion, standing, windows, state, listingNow, said);
    }

    public SessionReport keptIn(String folder) {
        return new SessionReport(headline, open, occasion, standing, windows, folder, listingNow, said);
    }

    public SessionReport with(List<Said> settings) {
        return new SessionReport(headline, open, occasion, standing, windows, state, listingNow, settings);
    }

    @Override
    public String kind() {
        return "session";
    }

    private Optional<Cluster> cluster() {
        return standing.looked().flatMap(archive -> StatusText.cluster(standing, archive));
    }

    /** At a prompt reading is the default; elsewhere nothing is refused for this. */
    private String access() {
        if (occasion != Occasion.PROMPT) {
            return "unguarded";
        }
        return standing.arming() == null ? "read-only" : "armed";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("storage", open);
        Archive archive = standing.archive();
        if (archive != null) {
            json.writeStringField("location", archive.location().text());
            json.writeStringField("listed_at", archive.listedAt().toString());
            json.writeBooleanField("complete", archive.complete());
            json.writeNumberField("objects", archive.inventory().objects());
            json.writeNumberField("clusters", archive.clusters().size());
        }
        if (cluster().isPresent() && cluster().get().identifier() != null) {
            json.writeStringField(
                    "system_identifier", String.valueOf(cluster().get().identifier()));
        }
        if (listingNow >= 0) {
            json.writeNumberField("listing_objects", listingNow);
        }
        json.writeStringField("access", access());
        Arming arming = standing.arming();
        if (arming != null) {
            json.writeStringField("armed_until", arming.until().toString());
        }
        if (!standing.planned().isEmpty()) {
            json.writeStringField("plan", standing.planned());
        }
        OpenRestore restore = standing.restore();
        if (restore != null) {
            json.writeObjectFieldStart("restore");
            json.writeStringField("into", restore.data().toString());
            json.writeStringField("plan", restore.plan());
            json.writeNumberField("step", restore.phase().number());
            json.writeStringField("phase", restore.phase().word());
            json.writeEndObject();
        }
        json.writeBooleanField("answered", !standing.silent());
        json.writeBooleanField("changed", standing.changed());
        Preferences preferences = standing.preferences();
        json.writeBooleanField("offline", preferences.offline());
        json.writeStringField("link", preferences.slow() ? "slow" : "fast");
        json.writeBooleanField("accessible", preferences.accessible());
        if (!state.isEmpty()) {
            json.writeStringField("state", state);
        }
        if (!said.isEmpty()) {
            settings(json);
        }
        json.writeEndObject();
    }

    private void settings(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("settings");
        for (Said setting : said) {
            json.writeStartObject();
            json.writeStringField("name", setting.name());
            json.writeStringField("value", setting.value());
            json.writeStringField("origin", setting.origin());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        if (!headline.isEmpty()) {
            page.line(page.sentence(headline));
            return;
        }
        line(page, "storage", open.isEmpty() ? "none is open: storage list, storage open NAME" : open);
        standing.looked().ifPresent(archive -> archive(page, archive));
        if (!windows.isEmpty()) {
            line(page, "reach", windows);
        }
        if (listingNow >= 0) {
            line(page, "listing", listingNow + " objects until now");
        }
        line(page, "access", access() + until(page.now()));
        if (!standing.planned().isEmpty()) {
            line(page, "plan", standing.planned() + " waits to be confirmed");
        }
        if (standing.restore() != null) {
            line(page, "restore", standing.restore().status() + ": restore step");
        }
        if (standing.silent()) {
            line(page, "answered", "no, not the last time: storage check says where it fails");
        }
        if (standing.changed()) {
            line(page, "changed", "by this session, since it was listed: archive refresh");
        }
        line(page, "offline", standing.preferences().offline() ? "on" : "off");
        line(page, "link", standing.preferences().slow() ? "slow" : "fast");
        line(page, "accessible", standing.preferences().accessible() ? "on" : "off");
        if (!state.isEmpty()) {
            line(page, "state", state);
        }
        said.forEach(setting -> origin(page, setting));
    }

    private void archive(Page page, Archive archive) {
        line(page, "location", archive.location().text());
        line(page, "cluster", clusterSaid(archive));
        String part = archive.complete() ? "" : ", in part";
        String age = page.forPeople() ? "  (" + Text.age(archive.listedAt(), page.now()) + ")" : "";
        line(
                page,
                "listed",
                Text.time(archive.listedAt()) + ", "
                        + Text.count(archive.inventory().objects(), "object") + part + age);
    }

    private String clusterSaid(Archive archive) {
        if (archive.clusters().isEmpty()) {
            return "none: neither backups nor WAL";
        }
        return cluster()
                .map(cluster -> (cluster.identifier() == null ? "system identifier unknown" : "" + cluster.identifier())
                        + (cluster.pgVersion() == null ? "" : ", PostgreSQL " + cluster.pgVersion())
                        + ", " + Text.count(cluster.backups().size(), "backup"))
                .orElseGet(() -> archive.clusters().size() + ", none chosen");
    }

    private String until(Instant now) {
        Arming arming = standing.arming();
        if (arming == null) {
            return "";
        }
        return " until " + Text.time(arming.until()) + ", for " + Text.lasting(Duration.between(now, arming.until()));
    }

    private static void origin(Page page, Said setting) {
        if (page.plain()) {
            page.record("setting", setting.name(), page.name(setting.value()), page.name(setting.origin()));
        } else {
            page.line("setting     " + setting.name() + "=" + page.name(setting.value()));
            page.line("            " + page.name(setting.origin()));
        }
    }

    private static void line(Page page, String name, String value) {
        if (page.plain()) {
            page.record(name, page.name(value));
        } else {
            page.line(Text.padded(name, 12) + page.name(value));
        }
    }
}
