package dev.walkback.shell.complete;

/**
 * Something that may be meant.
 *
 * @param word as it would be, without quotes
 * @param description one line, may be empty
 * @param group the heading it is shown under
 * @param whole whether a blank may follow; not so for a folder, which goes on
 */
public record Proposal(String word, String description, String group, boolean whole) {

    static Proposal of(String word, String description, String group) {
        return new Proposal(word, description, group, true);
    }
}
