package dev.walkback.engine.restore.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server cannot start without, where the source kept it outside its data directory, as Debian does. It is the least that
 * works: nobody reaches such a server over a network, and over its socket only who is known to the system by the name of a role.
 */
final class Outside {

    private static final String MAIN = """
            # Written by walkback: the source's configuration was not in its data directory, and so not in the backup.
            # The least that a server starts with. What the source had besides (memory, libraries to preload, locale, logging) belongs here.
            listen_addresses = ''    # no network
            """;

    private static final String HBA = """
            # Written by walkback: the source's was not in the backup.
            # Only over the socket, and only for whom the system knows by the name of the role.
            local   all             all     peer
            local   replication     all     peer
            """;

    private static final String IDENT = """
            # Written by walkback: the source's was not in the backup. Nobody has another name here.
            """;

    private final Configuration configuration;
    private final List<SettingsRemark> remarks;

    Outside(Configuration configuration, List<SettingsRemark> remarks) {
        this.configuration = configuration;
        this.remarks = remarks;
    }

    List<SettingsDraft.NewFile> files() {
        List<SettingsDraft.NewFile> files = new ArrayList<>();
        add(Configuration.MAIN, MAIN, files);
        add(Configuration.HBA, HBA, files);
        add(Configuration.IDENT, IDENT, files);
        return files;
    }

    private void add(String name, String text, List<SettingsDraft.NewFile> files) {
        if (!configuration.has(name)) {
            files.add(new SettingsDraft.NewFile(configuration.data().resolve(name), text));
            remarks.add(SettingsRemark.of(SettingsRemark.Kind.WRITTEN, name, ""));
        }
    }
}
