package dev.walkback.shell.report;

/**
 * A column of a table.
 *
 * @param title in capitals
 * @param right whether what is in it ends at one edge, as numbers do
 * @param givenUp when it is left out where there is no room: the highest number goes first, 0 stays
 * @param forPeople whether it helps a person at a terminal only
 */
public record Column(String title, boolean right, int givenUp, boolean forPeople) {

    public static Column left(String title) {
        return new Column(title, false, 0, false);
    }

    public static Column right(String title) {
        return new Column(title, true, 0, false);
    }

    public Column givenUp(int first) {
        return new Column(title, right, first, forPeople);
    }

    public Column people() {
        return new Column(title, right, givenUp, true);
    }
}
