package dev.walkback.shell.prompt;

import java.time.Duration;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;

/**
 * Keeps prompt and bottom line true while nobody types: a listing arrives, its age grows, an arming ends. Draws only what changed,
 * and only through the line editor, which holds the lock of the screen.
 */
final class Redrawing {

    private static final String WIDGET = "walkback-redraw";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LineReader reader;
    private final PromptView view;
    private final boolean possible;
    private String drawn = "";

    /** @param possible whether the terminal can be drawn on elsewhere than at its cursor */
    Redrawing(LineReader reader, PromptView view, boolean possible) {
        this.possible = possible;
        this.reader = reader;
        this.view = view;
        reader.getWidgets().put(WIDGET, this::draw);
    }

    /** To be called before each line is read. */
    synchronized void begin() {
        drawn = shown();
        view.showStatus();
    }

    private String shown() {
        return view.prompt().toAnsi() + "\n" + view.statusText();
    }

    private boolean draw() {
        drawn = shown();
        if (reader instanceof LineReaderImpl editor) {
            editor.setPrompt(view.prompt().toAnsi(reader.getTerminal()));
        }
        view.showStatus();
        reader.callWidget(LineReader.REDISPLAY);
        return true;
    }

    /** From any thread; nothing happens while no line is being typed. */
    void redraw() {
        if (isPossible()) {
            try {
                reader.callWidget(WIDGET);
            } catch (IllegalStateException readJustNow) {
                // the next prompt is drawn with what holds then
            }
        }
    }

    /** Whether a line is being typed, and what is around it can be drawn again. */
    boolean isPossible() {
        return possible && reader.isReading();
    }

    void start() {
        if (!possible) {
            return;
        }
        Thread.ofPlatform().daemon().name("prompt").start(() -> {
            try {
                while (true) {
                    Thread.sleep(PAUSE);
                    if (!shown().equals(drawn)) {
                        redraw();
                    }
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
