package dev.walkback.engine.restore.guide;

import dev.walkback.engine.restore.guide.StartGuide.Keeper;
import dev.walkback.engine.restore.guide.StartGuide.Step;
import dev.walkback.engine.restore.stage.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of each guide, with this server's names in them. */
final class Commands {

    private static final String CLUSTER = "restored";

    private final StartGuide.Server server;
    private final String major;
    private final String data;
    private final String owner;

    Commands(StartGuide.Server server) {
        this.server = server;
        this.major = server.version().major();
        this.data = ShellWord.of(server.data().toString());
        this.owner = ShellWord.of(server.owner());
    }

    StartGuide pgCtl() {
        String control = control();
        return new StartGuide(
                Keeper.PG_CTL,
                List.of(
                        new Step(
                                control + " start -l "
                                        + ShellWord.of(server.log().toString()),
                                "it recovers by itself"),
                        new Step(asOwner("tail -f " + ShellWord.of(server.log().toString())), "what it says meanwhile"),
                        new Step(asOwner(program("psql") + connection() + " -d postgres"), "look"),
                        new Step(control + " stop -m fast", "it can be started again, and goes on where it stopped")),
                List.of("PostgreSQL refuses to run as root: the commands are for " + server.owner() + "."));
    }

    StartGuide pgCtlcluster() {
        String cluster = major + " " + CLUSTER;
        return new StartGuide(
                Keeper.PG_CTLCLUSTER,
                List.of(
                        new Step(
                                "sudo pg_createcluster -u " + owner + " -d " + data + " " + cluster,
                                "takes the directory as it is, and moves its configuration to /etc/postgresql"),
                        new Step("sudo pg_ctlcluster " + cluster + " start", "it recovers by itself"),
                        new Step("pg_lsclusters", "online,recovery while it does"),
                        new Step(
                                "sudo tail -f /var/log/postgresql/postgresql-" + major + "-" + CLUSTER + ".log",
                                "what it says meanwhile"),
                        new Step(
                                "sudo pg_ctlcluster " + cluster + " stop",
                                "it can be started again, and goes on where it stopped")),
                List.of(
                        "postgresql.auto.conf stays in the data directory, and what walkback wrote into it holds: its port too."));
    }

    StartGuide systemctl() {
        String unit = "postgresql-" + major;
        return new StartGuide(
                Keeper.SYSTEMCTL,
                List.of(
                        new Step("systemctl cat " + unit + ".service", "which PGDATA the unit has"),
                        new Step(
                                "sudo systemd-run --unit=" + unit + "-" + CLUSTER + " --uid=" + owner
                                        + " -p KillSignal=SIGINT -p TimeoutStopSec=infinity "
                                        + program("postgres") + " -D " + data,
                                "beside the unit that there is, as a unit of its own"),
                        new Step("journalctl -f -u " + unit + "-" + CLUSTER, "what it says meanwhile"),
                        new Step("sudo systemctl stop " + unit + "-" + CLUSTER, "")),
                List.of(
                        "To put it in the place of the old server: stop that unit, let PGDATA lead to the restored directory "
                                + "(systemctl edit " + unit + "), and start it.",
                        "Recovery may take longer than TimeoutStartSec: a unit of Type=notify is killed then."));
    }

    StartGuide container() {
        StringBuilder run = new StringBuilder("docker run -d --name walkback-restored");
        run.append(" --user \"$(stat -c %u:%g ").append(data).append(")\"");
        List<Path> mounts = new ArrayList<>(List.of(server.data()));
        mounts.addAll(server.beside());
        for (Path mount : mounts) {
            run.append(" -v ").append(ShellWord.of(mount + ":" + mount));
        }
        run.append(" -p 127.0.0.1:").append(server.port()).append(':').append(server.port());
        run.append(" postgres:").append(major).append(" postgres -D ").append(data);
        return new StartGuide(
                Keeper.CONTAINER,
                List.of(
                        new Step(
                                run.toString(),
                                "the same paths inside as outside: links and restore_command go by them"),
                        new Step("docker logs -f walkback-restored", "what it says meanwhile"),
                        new Step(
                                "docker exec -it walkback-restored psql" + connection() + " -U postgres",
                                "look, over its socket"),
                        new Step("docker stop -t 600 walkback-restored", "")),
                List.of(
                        "The image must have the source's C library: between Debian's and Alpine's, indexes over text are in another "
                                + "order.",
                        "Where listen_addresses is empty nothing outside reaches the port."));
    }

    StartGuide patroni() {
        return new StartGuide(
                Keeper.PATRONI,
                List.of(
                        new Step("patronictl pause --wait", "nothing may be started while the data changes"),
                        new Step("sudo systemctl stop patroni", "on every node, replicas first"),
                        new Step(
                                control() + " start -l "
                                        + ShellWord.of(server.log().toString()),
                                "recover without Patroni"),
                        new Step(
                                asOwner(program("psql") + connection()
                                        + " -d postgres -c 'select pg_wal_replay_resume()'"),
                                "when it is the right moment: it becomes a primary"),
                        new Step("walkback restore settings " + data + " --remove", "Patroni writes its own"),
                        new Step(control() + " stop -m fast", ""),
                        new Step("patronictl remove CLUSTER-NAME", "the old state in etcd, Consul or Kubernetes"),
                        new Step("sudo systemctl start patroni", "on this node first: it becomes the leader"),
                        new Step("patronictl reinit CLUSTER-NAME MEMBER", "each of the others, from the new leader")),
                List.of(
                        "Patroni takes postgresql.auto.conf as it is and rewrites postgresql.conf; data_dir of its configuration must "
                                + "lead to the restored directory.",
                        "A cluster can also be made anew by Patroni itself: bootstrap.method with a recovery_conf of its own."));
    }

    StartGuide stolon() {
        String specification = "{\"initMode\":\"pitr\",\"pitrConfig\":{\"dataRestoreCommand\":"
                + jsonText("cp -a " + data.replace("%", "%%") + "/. %d")
                + ",\"archiveRecoverySettings\":{\"restoreCommand\":"
                + jsonText(server.restoreCommand()) + "}}}";
        return new StartGuide(
                Keeper.STOLON,
                List.of(
                        new Step("walkback restore settings " + data + " --remove", "stolon writes its own"),
                        new Step(
                                "stolonctl init " + ShellWord.of(specification),
                                "stolon makes the cluster anew from the restored directory")),
                List.of(
                        "stolon deletes the present cluster's state: this is for a cluster that is lost.",
                        "Its keepers need the restored directory and the staged WAL under the same paths.",
                        "The target goes into pitrConfig as well, as recoveryTargetSettings, in stolon's own words."));
    }

    private static String jsonText(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    StartGuide repmgr() {
        return new StartGuide(
                Keeper.REPMGR,
                List.of(
                        new Step(
                                "repmgr daemon pause -f /etc/repmgr.conf", "no failover while the primary is restored"),
                        new Step(
                                control() + " start -l "
                                        + ShellWord.of(server.log().toString()),
                                "it recovers by itself"),
                        new Step(
                                asOwner(program("psql") + connection()
                                        + " -d postgres -c 'select pg_wal_replay_resume()'"),
                                "when it is the right moment: it becomes a primary"),
                        new Step("repmgr primary register --force -f /etc/repmgr.conf", "it is the primary now"),
                        new Step(
                                "repmgr standby clone --force -h PRIMARY-HOST -U repmgr -d repmgr -f /etc/repmgr.conf",
                                "on each replica: none of them can follow the new timeline from where it is"),
                        new Step("repmgr daemon unpause -f /etc/repmgr.conf", "")),
                List.of("data_directory in repmgr.conf must lead to the restored directory."));
    }

    private String connection() {
        String folder = server.socket().isEmpty() ? "" : " -h " + ShellWord.of(server.socket());
        return folder + " -p " + server.port();
    }

    private String control() {
        return asOwner(program("pg_ctl") + " -D " + data);
    }

    private String program(String name) {
        Path bin = server.bin();
        return bin == null || !Files.exists(bin.resolve(name))
                ? name
                : ShellWord.of(bin.resolve(name).toString());
    }

    private String asOwner(String command) {
        return "sudo -u " + owner + " " + command;
    }
}
