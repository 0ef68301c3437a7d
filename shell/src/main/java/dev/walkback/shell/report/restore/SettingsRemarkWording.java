package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.settings.SettingsRemark;
import dev.walkback.shell.report.ShellWord;

/** The sentence for what somebody should know of a configuration before a server starts on it. */
public final class SettingsRemarkWording {

    private SettingsRemarkWording() {}

    public static String of(SettingsRemark remark) {
        String give = remark.give().isEmpty() ? "" : "; restore with --set " + ShellWord.quoted(remark.give());
        return switch (remark.kind()) {
            case OVERRIDDEN -> "the source's " + remark.subject() + " would do harm here and is overridden";
            case COMMENTED_OUT -> "the source's line " + remark.subject() + " would do harm here and is a comment now";
            case WRITTEN -> remark.subject() + " was kept outside the data directory; a small one was written";
            case MOVED_ASIDE -> remark.subject() + " of the source's has another name now";
            case PLACE_MISSING ->
                remark.subject() + " leads to " + remark.found()
                        + ", which is not on this machine: the server may not start" + give;
            case LIBRARY_MISSING -> "the server is to load " + remark.found() + ", which is not installed here" + give;
            case ADDRESS -> remark.subject() + " has addresses of the source's machine: " + remark.found() + give;
            case INCLUDE_MISSING -> remark.subject() + " includes " + remark.found() + ", which is not here" + give;
            case BELOW_SOURCE ->
                remark.subject() + " is " + remark.found()
                        + ", below the source's: the server may refuse to let anybody look" + give;
            case NO_PAUSE ->
                "there is no target to pause at: recovery ends with the WAL, and the server begins a timeline";
        };
    }
}
