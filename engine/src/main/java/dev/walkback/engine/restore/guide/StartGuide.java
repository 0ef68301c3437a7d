package dev.walkback.engine.restore.guide;

import dev.walkback.engine.backup.PgVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of keeper starts a server on a directory.
 *
 * @param steps in order
 * @param notes what goes wrong when it is not known
 */
public record StartGuide(Keeper keeper, List<Step> steps, List<String> notes) {

    /** Who starts servers on a host. */
    public enum Keeper {
        PG_CTL,
        PG_CTLCLUSTER,
        SYSTEMCTL,
        CONTAINER,
        PATRONI,
        STOLON,
        REPMGR;

        /** {@code pg_ctl}: as options and JSON have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Keeper> of(String word) {
            for (Keeper keeper : values()) {
                if (keeper.word().equals(word.toLowerCase(Locale.ROOT))) {
                    return Optional.of(keeper);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One line to type.
     *
     * @param why in a few words, lower case
     */
    public record Step(String command, String why) {}

    /**
     * What is known of the server.
     *
     * @param socket directory that it listens in; empty for its own choice
     * @param bin where its programs are; null when none were found
     * @param owner of the directory, whom the server runs as
     * @param log that its first words go to
     * @param restoreCommand as it is set; empty where none is
     * @param beside directories outside the data directory that it needs as well: staged WAL, tablespaces, pg_wal
     */
    public record Server(
            Path data,
            PgVersion version,
            int port,
            String socket,
            @Nullable Path bin,
            String owner,
            Path log,
            String restoreCommand,
            List<Path> beside) {

        public Server {
            beside = List.copyOf(beside);
        }
    }

    public StartGuide {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /**
     * Those that fit what is on this host, the plainest first.
     *
     * @param root of the host, {@code /}
     */
    public static List<Keeper> on(Path root, PgVersion version) {
        List<Keeper> found = new ArrayList<>();
        found.add(Keeper.PG_CTL);
        if (any(root, "usr/bin/pg_ctlcluster")) {
            found.add(Keeper.PG_CTLCLUSTER);
        }
        if (Files.isDirectory(root.resolve("run/systemd/system"))
                && any(
                        root,
                        "usr/lib/systemd/system/postgresql-" + version.major() + ".service",
                        "usr/lib/systemd/system/postgresql.service",
                        "lib/systemd/system/postgresql.service",
                        "etc/systemd/system/postgresql.service")) {
            found.add(Keeper.SYSTEMCTL);
        }
        if (any(root, "usr/bin/docker", "usr/local/bin/docker", "usr/bin/podman")) {
            found.add(Keeper.CONTAINER);
        }
        if (any(root, "usr/bin/patroni", "usr/local/bin/patroni", "etc/patroni")) {
            found.add(Keeper.PATRONI);
        }
        if (any(root, "usr/bin/stolonctl", "usr/local/bin/stolonctl", "usr/bin/stolon-keeper")) {
            found.add(Keeper.STOLON);
        }
        if (any(root, "etc/repmgr.conf", "etc/repmgr", "usr/bin/repmgr")) {
            found.add(Keeper.REPMGR);
        }
        return List.copyOf(found);
    }

    public static StartGuide of(Keeper keeper, Server server) {
        Commands commands = new Commands(server);
        return switch (keeper) {
            case PG_CTL -> commands.pgCtl();
            case PG_CTLCLUSTER -> commands.pgCtlcluster();
            case SYSTEMCTL -> commands.systemctl();
            case CONTAINER -> commands.container();
            case PATRONI -> commands.patroni();
            case STOLON -> commands.stolon();
            case REPMGR -> commands.repmgr();
        };
    }

    private static boolean any(Path root, String... places) {
        return List.of(places).stream().anyMatch(place -> Files.exists(root.resolve(place)));
    }
}
