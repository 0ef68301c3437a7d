package dev.walkback.shell.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** What is printed on a page, as text. */
final class Printed {

    private Printed() {}

    static String page(boolean plain, boolean terminal, int width, Instant now, Consumer<Page> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Style style = new Style(false, plain, false, false, false, false, false, Style.Progress.NONE);
        content.accept(new Page(out, style, "walkback ", terminal, width, now));
        return out.toString(StandardCharsets.UTF_8);
    }
}
