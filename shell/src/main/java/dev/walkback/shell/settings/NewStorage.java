package dev.walkback.shell.settings;

import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A storage that is to get a name.
 *
 * @param settings what goes under the name in the config file, where it is first; never a secret
 */
public record NewStorage(String name, Map<String, String> settings) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public NewStorage {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * From words as they were typed.
     *
     * @param place a URL or a path
     * @param words {@code SETTING=value} each
     * @throws UsageError when they cannot be meant
     * @throws Refusal when one of them is a secret
     */
    public static NewStorage of(String name, String place, List<String> words, Surroundings around) {
        if (!NAME.matcher(name).matches() || name.equals(ChosenStorage.DEFAULT)) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "a storage cannot be named " + ShellWord.quoted(name),
                    name.equals(ChosenStorage.DEFAULT)
                            ? "that is what the storage without a name is called"
                            : "a name has letters, digits, dots, dashes and underscores, and begins with a letter or digit",
                    Suggestion.command("help storage add", "how it is written"));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        PlaceSetting where = PlaceSetting.of(place, around);
        settings.put(where.setting(), where.text());
        for (String word : words) {
            add(word, settings, around);
        }
        return new NewStorage(name, settings);
    }

    private static void add(String word, Map<String, String> settings, Surroundings around) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    ShellWord.quoted(word) + " is not a setting and its value",
                    "they are written SETTING=value",
                    Suggestion.command("help storage add", "with examples"));
        }
        String typed = word.substring(0, equals);
        Setting setting = Catalogue.all().find(typed).orElseThrow(() -> unknown(typed));
        if (setting.secret()) {
            throw secret(setting);
        }
        String value = word.substring(equals + 1);
        check(setting, value);
        if (settings.put(setting.name(), absolute(setting, value, around)) != null) {
            throw new UsageError(
                    ErrorCode.REPEATED_OPTION,
                    setting.name() + " is given twice",
                    "it has one value, and which one is meant is not guessed",
                    Suggestion.command("help storage add", "with examples"));
        }
    }

    private static void check(Setting setting, String value) {
        boolean oneLine = value.codePoints().noneMatch(Character::isISOControl);
        if (!oneLine || !Types.fits(setting, value) || Places.PREFIXES.contains(setting.name())) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    Places.PREFIXES.contains(setting.name())
                            ? setting.name() + " says where a storage is, and that was said"
                            : oneLine ? WrongType.what(setting) : setting.name() + " has more than one line",
                    "it was given " + ShellWord.quoted(value),
                    Suggestion.command("help storage add", "with examples"));
        }
    }

    /** A path that was meant from here must not mean another place tomorrow. */
    private static String absolute(Setting setting, String value, Surroundings around) {
        return setting.kind() == Kind.PATH && !value.startsWith("~/")
                ? around.directory().resolve(value).normalize().toString()
                : value;
    }

    private static UsageError unknown(String typed) {
        return new UsageError(
                ErrorCode.UNKNOWN_SETTING,
                "unknown setting " + ShellWord.quoted(typed),
                Catalogue.all()
                        .nearest(typed)
                        .map(near -> "the nearest is " + near)
                        .orElse("settings are those of WAL-G, and walkback's own"),
                Suggestion.command("help storage add", "with examples"));
    }

    private static Refusal secret(Setting setting) {
        String name = setting.name();
        return new Refusal(
                ErrorCode.SECRET_ON_COMMAND_LINE,
                name + " is a secret and is not taken from a command line",
                "a command line can be read by every user of the machine, and stays in histories; secrets come from"
                        + " the environment, from files, or from the provider's own chain",
                List.of(
                        Suggestion.shell("read -rs " + name + " && export " + name, "for this session of the shell"),
                        Suggestion.command("help storage add", "which files can hold it")));
    }
}
