package dev.walkback.shell.setup;

import dev.walkback.engine.walspool.PlainArchive;
import dev.walkback.shell.report.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that set a server up: its own settings, and what has to be run from time to time. No secret is ever in them: they name a
 * storage, and the files that its keys are in.
 *
 * @param program as it is called on the server
 * @param storage the name or URL; empty for what the settings say
 * @param config the settings file; null for the usual ones
 * @param data the data directory
 * @param user whom the server runs as
 * @param folder that plain WAL is copied into
 */
public record SetupLines(
        String program, String storage, @Nullable String config, String data, String user, Path folder) {

    /** What the lines are for. */
    public enum Part {
        POSTGRESQL("postgresql.conf", "into postgresql.conf, then restart the server"),
        /** For who archives into a folder without a program of ours; printed only when it is asked for. */
        CP_ARCHIVE("cp-archive", "into postgresql.conf, then reload: WAL goes into a folder, with sh alone"),
        CRON("cron", "into the crontab of the server's user"),
        SYSTEMD(
                "systemd",
                "four files in /etc/systemd/system, then: systemctl daemon-reload, and"
                        + " systemctl enable --now walkback-backup.timer walkback-verify.timer");

        private final String word;
        private final String where;

        Part(String word, String where) {
            this.word = word;
            this.where = where;
        }

        public String word() {
            return word;
        }

        public String where() {
            return where;
        }
    }

    /** A file's name, or empty where the lines go into one that is there; and its lines. */
    public record Block(Part part, String file, List<String> lines) {

        public Block {
            lines = List.copyOf(lines);
        }
    }

    public List<Block> blocks(Part part) {
        return switch (part) {
            case POSTGRESQL -> List.of(new Block(part, "", postgresql()));
            case CP_ARCHIVE ->
                List.of(new Block(
                        part,
                        "",
                        List.of("archive_command = '"
                                + new PlainArchive(folder).archiveCommand().replace("'", "''") + "'")));
            case CRON -> List.of(new Block(part, "", cron()));
            case SYSTEMD -> systemd();
        };
    }

    private List<String> postgresql() {
        return List.of(
                "wal_level = replica",
                "archive_mode = on",
                "archive_command = '"
                        + command("wal push", "").replace("%", "%%").replace("'", "''") + " \"%p\"'",
                "archive_timeout = 60s              # how much may be lost with the machine, at most",
                "max_wal_senders = 10               # for wal receive, and backups without the data directory");
    }

    private List<String> cron() {
        List<String> lines = new ArrayList<>();
        lines.add("# m  h dom mon dow  a full backup on Sundays, a delta on the other days");
        lines.add("15  2 *   *   0    " + percent(command("backup push", "--full --quiet " + ShellWord.quoted(data))));
        lines.add("15  2 *   *   1-6  "
                + percent("WALG_DELTA_MAX_STEPS=6 " + command("backup push", "--quiet " + ShellWord.quoted(data))));
        lines.add("# all WAL and the newest backup are read through once a week; a mail comes when something is wrong");
        lines.add("30  4 *   *   6    " + percent(command("wal verify", "--deep --quiet")));
        lines.add("45  5 *   *   6    " + percent(command("backup verify", "--deep --quiet LATEST")));
        return lines;
    }

    private List<Block> systemd() {
        return List.of(
                new Block(
                        Part.SYSTEMD,
                        "walkback-backup.service",
                        service(
                                "a backup of PostgreSQL",
                                "WALG_DELTA_MAX_STEPS=6",
                                command("backup push", "--quiet " + ShellWord.quoted(data)))),
                new Block(Part.SYSTEMD, "walkback-backup.timer", timer("a backup every night", "*-*-* 02:15:00")),
                new Block(
                        Part.SYSTEMD,
                        "walkback-verify.service",
                        service(
                                "the archive of PostgreSQL is read through",
                                "",
                                command("wal verify", "--deep --quiet"))),
                new Block(Part.SYSTEMD, "walkback-verify.timer", timer("a check every week", "Sat 04:30:00")));
    }

    private List<String> service(String what, String environment, String command) {
        List<String> lines = new ArrayList<>(List.of(
                "[Unit]",
                "Description=" + what,
                "Wants=network-online.target",
                "After=network-online.target",
                "",
                "[Service]",
                "Type=oneshot",
                "User=" + user,
                "# keys and passwords, as NAME=value; readable by root alone: chmod 600",
                "EnvironmentFile=-/etc/walkback/environment"));
        if (!environment.isEmpty()) {
            lines.add("Environment=" + environment);
        }
        lines.addAll(List.of("Nice=10", "IOSchedulingClass=idle", "ExecStart=" + command.replace("%", "%%")));
        return lines;
    }

    private static List<String> timer(String what, String when) {
        return List.of(
                "[Unit]",
                "Description=" + what,
                "",
                "[Timer]",
                "OnCalendar=" + when,
                "RandomizedDelaySec=10min",
                "# a night that the machine slept through is made up for",
                "Persistent=true",
                "",
                "[Install]",
                "WantedBy=timers.target");
    }

    private String command(String name, String rest) {
        StringBuilder command =
                new StringBuilder(ShellWord.quoted(program)).append(' ').append(name);
        if (config != null) {
            command.append(" --config ").append(ShellWord.quoted(config));
        }
        if (!storage.isEmpty()) {
            command.append(" --storage ").append(ShellWord.quoted(storage));
        }
        return rest.isEmpty()
                ? command.toString()
                : command.append(' ').append(rest).toString();
    }

    /** A crontab takes a percent sign for the end of a line. */
    private static String percent(String command) {
        return command.replace("%", "\\%");
    }
}
