package dev.walkback.engine.restore.settings;

import java.util.regex.Pattern;

/**
 * One line of a configuration file.
 *
 * @param why it is set, in a few words; empty where nobody needs to be told
 */
public record Setting(String name, String value, String why) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)?");

    public Setting {
        if (!NAME.matcher(name).matches()) {
            throw new SettingsException.Unwritable(name, "no setting is called so");
        }
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new SettingsException.Unwritable(
                    name, "its value has a line break, which no line of a file can hold");
        }
        if (!name.equals(name.strip()) || why.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no comment: " + why);
        }
    }

    /** Whether PostgreSQL, which does not mind upper and lower case, takes it for the setting of that name. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** As it stands in the file: every quote and every backslash twice, which is all that PostgreSQL's own quoting needs. */
    String line() {
        String line = name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'";
        return why.isEmpty() ? line : line + "  # " + why;
    }
}
