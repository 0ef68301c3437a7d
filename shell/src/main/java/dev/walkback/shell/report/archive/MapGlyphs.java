package dev.walkback.shell.report.archive;

import dev.walkback.engine.recovery.TimelineMap.Mark;

/** What a map is drawn with; every sign has a word in the legend. */
record MapGlyphs(char wal, char lost, char growing, char fork, char tick, char bar) {

    private static final MapGlyphs ASCII = new MapGlyphs('=', 'x', '~', '\\', '|', '-');
    private static final MapGlyphs UNICODE = new MapGlyphs('\u2501', '\u2573', '\u2504', '\u2572', '\u2502', '\u2500');

    static MapGlyphs of(boolean ascii) {
        return ascii ? ASCII : UNICODE;
    }

    char of(Mark mark) {
        return switch (mark) {
            case NOTHING -> ' ';
            case WAL -> wal;
            case LOST -> lost;
        };
    }
}
