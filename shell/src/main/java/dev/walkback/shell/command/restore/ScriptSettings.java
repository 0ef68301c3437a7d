package dev.walkback.shell.command.restore;

import dev.walkback.shell.settings.Kind;
import dev.walkback.shell.settings.Origin;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a script that runs walkback later, in another directory and for another user, has to put into its environment to find what is found
 * here. Secrets are not among it: that user has to have them by itself.
 */
public final class ScriptSettings {

    private static final String FOLDER = "WALG_FILE_PREFIX";
    private static final String CONFIG = "WALKBACK_CONFIG";

    private ScriptSettings() {}

    public static Map<String, String> of(Settings settings) {
        Map<String, String> said = new TreeMap<>();
        Path directory = settings.surroundings().directory();
        settings.file()
                .ifPresent(file -> said.put(CONFIG, directory.resolve(file).toString()));
        for (Value value : settings.set()) {
            if (value.origin() instanceof Origin.Variable && !value.setting().secret()) {
                said.put(value.setting().name(), text(value, directory));
            }
        }
        return said;
    }

    private static String text(Value value, Path directory) {
        String text = value.content().reveal();
        boolean place = value.setting().name().equals(FOLDER) && !text.startsWith("file:");
        boolean path = place || (value.setting().kind() == Kind.PATH && !text.startsWith("~/"));
        return path ? directory.resolve(text).toString() : text;
    }
}
