package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.settings.SettingsRemark;

/** Remarks about a configuration, in sentences. */
public final class SettingsWords {

    private SettingsWords() {}

    /** One or two sentences; names in it are as they are. */
    public static String of(SettingsRemark remark) {
        String subject = remark.subject();
        String found = remark.found();
        String sentence = switch (remark.kind()) {
            case OVERRIDDEN ->
                subject + (found.isEmpty() ? "" : " was '" + found + "'")
                        + ": the source's, of no use to a copy or worse, so ours " + "stands behind it";
            case COMMENTED_OUT ->
                subject + " '" + found + "' became a comment: it leads to something that is not this directory's";
            case WRITTEN ->
                subject
                        + " was written, the least that a server starts with: the source kept its own outside the data directory. "
                        + "Only its socket is open, to whom the system knows by the role's name";
            case MOVED_ASIDE -> subject + " came with the backup and is called " + subject + ".before-walkback now";
            case PLACE_REPLACED ->
                subject + " led to '" + found + "', which is not here: it is '" + remark.give() + "' now";
            case PLACE_MISSING -> subject + " leads to " + found + ", which is not here: the server may not start";
            case LIBRARY_MISSING ->
                subject + " names " + found + ", which this server does not have: it will not start";
            case ADDRESS -> subject + " is '" + found + "': without such an address here the server does not start";
            case INCLUDE_MISSING ->
                subject + " '" + found
                        + "' leads nowhere, in a file that is not in the data directory: the server does not start";
            case BELOW_SOURCE ->
                "a setting is below the source's: nobody can look before recovery ends, and at its target the server shuts down instead "
                        + "of pausing";
            case NO_PAUSE ->
                "without a target there is nothing to " + found
                        + " at: when the WAL ends the server begins a timeline of its own";
        };
        return remark.give().isEmpty() || remark.kind() == SettingsRemark.Kind.PLACE_REPLACED
                ? sentence
                : sentence + ". --set " + remark.give() + " helps";
    }
}
