package dev.walkback.engine.restore.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a file that are ours, between two comments that say so. Everything else is somebody's, and stays as it is to the byte;
 * so files are taken as bytes, of which each is one character here.
 */
final class OwnedBlock {

    private static final String BEGIN = "# walkback begin ";
    private static final String END = "# walkback end";

    /** Stands behind the plan's name where the file's last line had no end, so that it can be given back without. */
    private static final String JOINED = " (after a line without an end)";

    private OwnedBlock() {}

    /** Where the block is. */
    private record Span(int from, int to, String plan, boolean joined) {}

    /** Marks that are no pair. */
    static final class Broken extends Exception {
        Broken() {
            super("the marks are no pair");
        }
    }

    /** The file with the block at its end, in the place of one that was there. */
    static byte[] with(byte[] file, String plan, List<String> lines) throws Broken {
        String rest = text(without(file));
        boolean joined = !rest.isEmpty() && !rest.endsWith("\n");
        StringBuilder all = new StringBuilder(rest);
        all.append(joined ? "\n" : "")
                .append(BEGIN)
                .append(plan)
                .append(joined ? JOINED : "")
                .append('\n');
        String utf8 = String.join("\n", lines) + "\n";
        all.append(text(utf8.getBytes(StandardCharsets.UTF_8)));
        return bytes(all.append(END).append('\n').toString());
    }

    static byte[] without(byte[] file) throws Broken {
        String text = text(file);
        Optional<Span> span = find(text);
        if (span.isEmpty()) {
            return file.clone();
        }
        int from = span.get().joined() ? span.get().from() - 1 : span.get().from();
        return bytes(text.substring(0, from) + text.substring(span.get().to()));
    }

    /** What stands in it, and for which plan. */
    record Content(String plan, List<String> lines) {}

    static Optional<Content> content(byte[] file) throws Broken {
        String text = text(file);
        return find(text).map(span -> {
            String block = text.substring(span.from(), span.to());
            List<String> lines =
                    new String(bytes(block), StandardCharsets.UTF_8).lines().toList();
            return new Content(span.plan(), lines.subList(1, lines.size() - 1));
        });
    }

    /** The lines of a file as a server would read them without us, each where it was. */
    static List<String> outside(List<String> lines) {
        List<String> outside = new ArrayList<>();
        boolean ours = false;
        for (String line : lines) {
            ours |= line.startsWith(BEGIN);
            outside.add(ours ? "" : line);
            ours &= !line.stripTrailing().equals(END);
        }
        return outside;
    }

    private static Optional<Span> find(String text) throws Broken {
        Span found = null;
        int begin = -1;
        String plan = "";
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(at, end < 0 ? text.length() : end).stripTrailing();
            if (line.startsWith(BEGIN)) {
                if (begin >= 0 || found != null) {
                    throw new Broken();
                }
                begin = at;
                plan = line.substring(BEGIN.length());
            } else if (line.equals(END)) {
                if (begin < 0) {
                    throw new Broken();
                }
                boolean joined = plan.endsWith(JOINED) && begin > 0;
                String name = joined ? plan.substring(0, plan.length() - JOINED.length()) : plan;
                found = new Span(begin, next, name, joined);
                begin = -1;
            }
            at = next;
        }
        if (begin >= 0) {
            throw new Broken();
        }
        return Optional.ofNullable(found);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
