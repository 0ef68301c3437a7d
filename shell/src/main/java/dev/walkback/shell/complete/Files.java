package dev.walkback.shell.complete;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Files of this machine that begin like a word. */
final class Files {

    private static final int MOST = 200;

    private Files() {}

    static List<Proposal> at(String word, Path directory) {
        int slash = word.lastIndexOf('/') + 1;
        String folder = word.substring(0, slash);
        List<Proposal> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(
                directory.resolve(folder),
                entry -> String.valueOf(entry.getFileName()).startsWith(word.substring(slash)))) {
            for (Path entry : entries) {
                if (found.size() < MOST) {
                    found.add(proposal(folder, entry));
                }
            }
        } catch (IOException | InvalidPathException nothingThere) {
            return List.of();
        }
        found.sort(Comparator.comparing(Proposal::word));
        return found;
    }

    private static Proposal proposal(String folder, Path entry) {
        String name = folder + entry.getFileName();
        return java.nio.file.Files.isDirectory(entry)
                ? new Proposal(name + "/", "", "files", false)
                : Proposal.of(name, "", "files");
    }
}
