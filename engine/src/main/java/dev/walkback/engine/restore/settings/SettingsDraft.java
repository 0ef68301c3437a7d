package dev.walkback.engine.restore.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * What would be written into a data directory, whole.
 *
 * @param plan that it belongs to
 * @param block for postgresql.auto.conf
 * @param recoveryConf for recovery.conf, up to 11; empty from 12 on
 * @param signal what tells the server to recover
 * @param files that are not there and have to be
 * @param disabled lines of the source's that become comments
 * @param aside files of the source's that get another name
 */
public record SettingsDraft(
        String plan,
        List<Setting> block,
        List<Setting> recoveryConf,
        Signal signal,
        List<NewFile> files,
        List<Configuration.Assignment> disabled,
        List<String> aside,
        List<SettingsRemark> remarks) {

    /** The file that tells a server to recover. */
    public enum Signal {
        RECOVERY("recovery.signal"),
        STANDBY("standby.signal"),
        /** Up to 11 it is the one that holds the settings as well. */
        RECOVERY_CONF("recovery.conf");

        private final String file;

        Signal(String file) {
            this.file = file;
        }

        public String file() {
            return file;
        }
    }

    /** A file of a few lines. */
    public record NewFile(Path path, String text) {}

    public SettingsDraft {
        block = List.copyOf(block);
        recoveryConf = List.copyOf(recoveryConf);
        files = List.copyOf(files);
        disabled = List.copyOf(disabled);
        aside = List.copyOf(aside);
        remarks = List.copyOf(remarks);
    }

    /** The lines between our marks, as they will stand there. */
    public List<String> blockLines() {
        return block.stream().map(Setting::line).toList();
    }

    public List<String> recoveryConfLines() {
        return recoveryConf.stream().map(Setting::line).toList();
    }
}
