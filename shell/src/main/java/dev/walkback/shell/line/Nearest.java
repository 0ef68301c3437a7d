package dev.walkback.shell.line;

import java.util.Collection;
import java.util.Optional;

/** What was probably meant: the known word that the fewest single-character slips make of the typed one. */
public final class Nearest {

    private Nearest() {}

    /** Empty when nothing is near enough: more than a third of the letters would have to be wrong. */
    public static Optional<String> to(String typed, Collection<String> known) {
        String nearest = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (String word : known) {
            int distance = typed.length() >= 3 && word.startsWith(typed) ? 1 : distance(typed, word);
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours. */
    static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cell(a, b, i, j, rows);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cell(String a, String b, int i, int j, int[][] rows) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
