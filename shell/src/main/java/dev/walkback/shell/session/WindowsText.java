package dev.walkback.shell.session;

import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.recovery.RecoveryWindow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where one can go back to, in a few words: {@code windows ~03-08 02:14..03-10 20:14, 03-11 02:16..now}. */
final class WindowsText {

    private static final int SHOWN = 2;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WindowsText() {}

    /** Of many, how many they are and the last ones, which matter most often. */
    static String of(List<RecoveryWindow> windows) {
        if (windows.isEmpty()) {
            return "no window";
        }
        List<RecoveryWindow> shown = windows.stream()
                .filter(window -> window.isGrowing() || windows.size() <= SHOWN)
                .limit(SHOWN)
                .toList();
        String count = windows.size() > shown.size()
                ? windows.size() + " windows"
                : windows.size() == 1 ? "window" : "windows";
        return shown.isEmpty()
                ? count
                : count + " ~" + shown.stream().map(WindowsText::of).collect(Collectors.joining(", "));
    }

    private static String of(RecoveryWindow window) {
        return moment(window.from()) + ".." + (window.isGrowing() ? "now" : moment(window.to()));
    }

    /** A position where nothing tells a time. */
    private static String moment(Bound bound) {
        return bound.about() == null ? bound.lsn().toString() : MINUTE.format(bound.about());
    }
}
