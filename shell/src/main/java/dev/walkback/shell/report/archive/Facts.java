package dev.walkback.shell.report.archive;

import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and values below one another; what is not known is left out. */
public final class Facts {

    private static final int WIDTH = 16;
    private static final int LEAST = 30;

    private record Fact(String name, String plain, String text) {}

    private final List<Fact> facts = new ArrayList<>();

    public Facts with(String name, String value) {
        return with(name, value, value);
    }

    public Facts with(String name, Optional<?> value) {
        value.ifPresent(it -> with(name, it.toString()));
        return this;
    }

    /** @param plain for scripts: bytes, times to the last digit */
    public Facts with(String name, String plain, String text) {
        facts.add(new Fact(name, plain, text));
        return this;
    }

    public Facts size(String name, long bytes) {
        return with(name, Long.toString(bytes), Text.size(bytes) + " (" + bytes + " bytes)");
    }

    public void print(Page page) {
        for (Fact fact : facts) {
            if (page.plain()) {
                page.record(fact.name().replace(' ', '-'), page.name(fact.plain()));
                continue;
            }
            String safe = page.name(fact.text());
            int room = page.forPeople() ? Math.max(LEAST, page.width() - WIDTH - 2) : Integer.MAX_VALUE;
            String name = fact.name();
            for (String line : Text.lines(safe, room)) {
                page.line("  " + Text.padded(name, WIDTH) + line);
                name = "";
            }
        }
    }

    public void say(Page page) {
        facts.forEach(fact -> page.paragraph(Character.toUpperCase(fact.name().charAt(0))
                + fact.name().substring(1) + ": " + page.name(fact.text()) + "."));
    }
}
