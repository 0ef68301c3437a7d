package dev.walkback.shell.command.restore;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.guide.StartGuide;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.WrittenSettings;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Installation;
import dev.walkback.engine.server.Installations;
import dev.walkback.shell.Exit;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.restore.GuideReport;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/** {@code restore guide}: how the server is started by hand. */
public final class RestoreGuide {

    private RestoreGuide() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        Path data = RestoreSettings.data(invocation, session);
        DataDirectory directory = DataDirectory.look(data);
        PgVersion version = RestoreSettings.version(directory);
        List<StartGuide.Keeper> here = StartGuide.on(Path.of("/"), version);
        StartGuide.Keeper keeper =
                invocation.value("--guide").flatMap(StartGuide.Keeper::of).orElse(here.getFirst());
        StartGuide guide = StartGuide.of(keeper, server(data, version));
        session.reporter()
                .show(new GuideReport(
                        data,
                        guide,
                        here.stream().filter(other -> other != keeper).toList()));
        return Exit.DONE;
    }

    private static StartGuide.Server server(Path data, PgVersion version) throws InterruptedException {
        Path bin = Installations.on(Path.of("/"), "")
                .ofMajor(version.major())
                .map(Installation::bin)
                .orElse(null);
        int port = WrittenSettings.look(data)
                .flatMap(written -> written.value("port"))
                .or(() -> Configuration.look(data).effective("port").map(Configuration.Assignment::value))
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(5432);
        String command = WrittenSettings.look(data)
                .flatMap(written -> written.value("restore_command"))
                .orElse("");
        String socket = WrittenSettings.look(data)
                .flatMap(written -> written.value("unix_socket_directories"))
                .or(() -> Configuration.look(data)
                        .effective("unix_socket_directories")
                        .map(Configuration.Assignment::value))
                .map(folders -> folders.split(",", -1)[0].strip())
                .orElse("");
        return new StartGuide.Server(data, version, port, socket, bin, owner(data), log(data), command, beside(data));
    }

    /** Beside the directory, if the server's user may write there. */
    private static Path log(Path data) {
        Path beside = data.resolveSibling(data.getFileName() + ".log");
        try {
            Path folder = beside.getParent();
            boolean open = folder != null
                    && (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)
                            || Files.getOwner(folder).equals(Files.getOwner(data)));
            return open ? beside : data.resolve("server.log");
        } catch (IOException notThereYet) {
            return beside;
        }
    }

    private static String owner(Path data) {
        try {
            return Files.getOwner(data).getName();
        } catch (IOException notThereYet) {
            return "postgres";
        }
    }

    /** Where links out of the directory lead, and the staged WAL. */
    private static List<Path> beside(Path data) {
        List<Path> beside = new ArrayList<>();
        Path stage = Destination.of(data).stage();
        if (Files.isDirectory(stage)) {
            beside.add(stage);
        }
        List<Path> links = new ArrayList<>(List.of(data.resolve("pg_wal")));
        try (DirectoryStream<Path> tablespaces = Files.newDirectoryStream(data.resolve("pg_tblspc"))) {
            tablespaces.forEach(links::add);
        } catch (IOException | DirectoryIteratorException none) {
            // a directory that is not restored yet has none
        }
        for (Path link : links) {
            try {
                if (Files.isSymbolicLink(link)) {
                    beside.add(link.toRealPath());
                }
            } catch (IOException broken) {
                // it leads nowhere, and the server will say so
            }
        }
        return beside;
    }
}
