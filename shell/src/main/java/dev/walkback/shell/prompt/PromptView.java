package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.report.Style;
import dev.walkback.shell.session.Preferences;
import dev.walkback.shell.session.PromptText;
import dev.walkback.shell.session.Sitting;
import dev.walkback.shell.session.Standing;
import dev.walkback.shell.session.StatusText;
import java.time.Instant;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/** What is shown of a sitting beside the results of its commands: the prompt, and the line at the bottom where there can be one. */
final class PromptView {

    private static final String HELP = "F1 help";
    private static final int NARROWEST = 20;

    private final Terminal terminal;
    private final Sitting sitting;
    private final Console console;
    private final boolean ascii;

    PromptView(Terminal terminal, Sitting sitting, Console console) {
        this.terminal = terminal;
        this.sitting = sitting;
        this.console = console;
        this.ascii = Style.of(sitting.options().keySet(), "", console).ascii();
    }

    /** Armed is bold and reversed, and the word stands there, too. */
    AttributedString prompt() {
        PromptText text = PromptText.of(sitting.now(), now(), width(), ascii);
        if (!text.armed()) {
            return new AttributedString(text.text());
        }
        return new AttributedStringBuilder()
                .append(text.place())
                .append(" ")
                .styled(AttributedStyle.BOLD.inverse(), text.state())
                .append("> ")
                .toAttributedString();
    }

    /** The line at the bottom; empty where there is to be none. */
    String statusText() {
        Preferences preferences = sitting.standing().preferences();
        Standing standing = sitting.now();
        if (preferences.accessible() || standing.storage().isEmpty()) {
            return "";
        }
        return StatusText.line(
                StatusText.parts(standing, sitting.known(), sitting.listing().orElse(null), now()),
                HELP,
                width(),
                ascii);
    }

    void showStatus() {
        Status status = status();
        if (status != null) {
            String text = statusText();
            status.resize();
            status.update(text.isEmpty() ? List.of() : List.of(new AttributedString(text, AttributedStyle.INVERSE)));
        }
    }

    void hideStatus() {
        Status status = status();
        if (status != null) {
            status.update(List.of());
            terminal.flush();
        }
    }

    /** Null where a line cannot be kept in its place. What it says is in session show, too. */
    private @Nullable Status status() {
        boolean supported = List.of(
                        InfoCmp.Capability.change_scroll_region,
                        InfoCmp.Capability.save_cursor,
                        InfoCmp.Capability.restore_cursor,
                        InfoCmp.Capability.cursor_address)
                .stream()
                .allMatch(capability -> terminal.getStringCapability(capability) != null);
        return supported ? Status.getStatus(terminal) : null;
    }

    private int width() {
        return terminal.getWidth() < NARROWEST ? Math.max(NARROWEST, console.width()) : terminal.getWidth();
    }

    private Instant now() {
        return console.clock().instant();
    }
}
