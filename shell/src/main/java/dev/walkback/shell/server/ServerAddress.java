package dev.walkback.shell.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * How to reach a server, from the settings that every client of PostgreSQL knows. A host that begins with a slash is the directory
 * of a socket; without a host, the usual directories are looked into.
 *
 * @param settings {@code PGHOST} and its like, of those that are set
 * @param user of the operating system, who connects unless {@code PGUSER} names another
 * @param home where that user's files of keys and passwords lie
 */
public record ServerAddress(Map<String, String> settings, String user, Path home) {

    private static final List<String> SOCKET_DIRECTORIES = List.of("/var/run/postgresql", "/private/tmp", "/tmp");
    private static final Map<String, String> PATHS =
            Map.of("PGSSLCERT", "sslcert", "PGSSLKEY", "sslkey", "PGSSLROOTCERT", "sslrootcert");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
    private static final String SECONDS_TO_CONNECT = "20";
    private static final String SECONDS_TO_ANSWER = "60";

    public ServerAddress {
        settings = Map.copyOf(settings);
    }

    /** One of the hosts. */
    public record Place(String host, String port, String database) {

        public boolean isSocket() {
            return host.startsWith("/");
        }

        public String socket() {
            return host + "/.s.PGSQL." + port;
        }

        String url() {
            String authority = isSocket() ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
            return "jdbc:postgresql://" + authority + ":" + port + "/"
                    + URLEncoder.encode(database, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return isSocket() ? socket() : host + ":" + port;
        }
    }

    /** The hosts, in the order in which they are to be tried. */
    public List<Place> places() {
        String[] hosts = setting("PGHOST", usualHost()).split(",", -1);
        String[] ports = setting("PGPORT", "5432").split(",", -1);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            places.add(new Place(hosts[i], ports[Math.min(i, ports.length - 1)], setting("PGDATABASE", userName())));
        }
        return places;
    }

    /** The same, of which some is said on the command line. */
    public ServerAddress with(Map<String, String> said) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(said);
        return new ServerAddress(all, user, home);
    }

    /** Where it is looked for, as a person would write it. */
    public String text() {
        return String.join(", ", places().stream().map(Place::toString).toList());
    }

    /** Whether all of it is this machine, so that the server's disk is ours to look at. */
    public boolean isHere() {
        return places().stream().allMatch(place -> place.isSocket() || HERE.contains(place.host()));
    }

    Properties properties(Place place) {
        Properties properties = new Properties();
        properties.setProperty("user", userName());
        properties.setProperty("ApplicationName", setting("PGAPPNAME", "wal-g"));
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        password(place).ifPresent(password -> properties.setProperty("password", password));
        if (place.isSocket()) {
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", place.socket());
            properties.setProperty("sslmode", "disable");
        } else {
            properties.setProperty("sslmode", setting("PGSSLMODE", "prefer"));
            PATHS.forEach((setting, property) -> {
                String path = settings.get(setting);
                if (path != null) {
                    properties.setProperty(property, path);
                }
            });
        }
        return properties;
    }

    /** The password that belongs there, if anybody wrote one down. */
    public Optional<String> password(Place place) {
        String said = settings.get("PGPASSWORD");
        return said != null
                ? Optional.of(said)
                : new PasswordFile(Path.of(setting("PGPASSFILE", home + "/.pgpass"))).password(place, userName());
    }

    public String userName() {
        return setting("PGUSER", user);
    }

    public String setting(String name, String preset) {
        return settings.getOrDefault(name, preset);
    }

    private static String usualHost() {
        return SOCKET_DIRECTORIES.stream()
                .filter(directory -> Files.isDirectory(Path.of(directory)))
                .findFirst()
                .orElse("localhost");
    }
}
