package dev.walkback.shell.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A password file as every client of PostgreSQL reads it: {@code host:port:database:user:password}, {@code *} for any, the first
 * line that fits counts. One that others may read is passed by, as by libpq.
 */
record PasswordFile(Path file) {

    Optional<String> password(ServerAddress.Place place, String user) {
        if (!Files.isRegularFile(file) || othersMayRead()) {
            return Optional.empty();
        }
        String host = place.isSocket() ? "localhost" : place.host();
        List<String> wanted = List.of(host, place.port(), place.database(), user);
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(PasswordFile::fields)
                    .filter(fields -> fields.size() == 5 && fits(fields, wanted))
                    .map(List::getLast)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean othersMayRead() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A backslash takes a colon or another backslash out of its role. The last field keeps its colons. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
