package dev.walkback.shell.settings;

import java.util.Collection;
import java.util.Optional;

/** The name that a mistyped one was probably meant to be. */
final class Nearest {

    private Nearest() {}

    /** The candidate with the fewest typing mistakes, if they are few for a word of that length. */
    static Optional<String> of(String typed, Collection<String> candidates) {
        int allowed = Math.max(1, Math.min(3, typed.length() / 4));
        String best = null;
        int fewest = allowed + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - typed.length()) <= allowed) {
                int mistakes = mistakes(typed, candidate);
                if (mistakes < fewest || (mistakes == fewest && best != null && candidate.compareTo(best) < 0)) {
                    fewest = mistakes;
                    best = candidate;
                }
            }
        }
        return fewest <= allowed ? Optional.ofNullable(best) : Optional.empty();
    }

    /** Letters too many, too few, wrong, or swapped with their neighbour. */
    private static int mistakes(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + wrong);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
