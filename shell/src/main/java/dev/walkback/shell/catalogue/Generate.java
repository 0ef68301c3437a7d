package dev.walkback.shell.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes man pages and reference pages from the catalogue into a checkout, whose root is the one argument. */
public final class Generate {

    private Generate() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Path file = root.resolve(page.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, page.getValue());
        }
    }

    /** By path from the root. */
    static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        ManPages.all().forEach((name, text) -> pages.put("man/" + name, text));
        ReferencePages.all().forEach((name, text) -> pages.put("docs/reference/" + name, text));
        return pages;
    }
}
