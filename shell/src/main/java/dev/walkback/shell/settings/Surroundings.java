package dev.walkback.shell.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the process finds around itself and settings are read from. A value, so that reading them is pure.
 *
 * @param environment variables by name
 * @param directory the working directory
 * @param home of the passwd entry, which is not always {@code $HOME}
 * @param user name of the passwd entry
 */
public record Surroundings(Map<String, String> environment, Path directory, Path home, String user) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The only place where settings touch the process. */
    public static Surroundings ofThisProcess() {
        // the JDK takes user.home from the passwd entry, not from $HOME
        return new Surroundings(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(property("user.home")), property("user.name"));
    }

    /** The environment may hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + environment.size() + " variables, directory " + directory + ", home " + home
                + ", user " + user + "]";
    }

    private static String property(String name) {
        return Objects.requireNonNullElse(System.getProperty(name), "");
    }
}
