package dev.walkback.shell.walg;

import java.util.List;

/** Which words a command takes, and what it says of others. */
@FunctionalInterface
interface Arity {

    Arity ANY = (commandPath, words) -> {};
    Arity NONE = between(0, 0);

    void check(String commandPath, Words words) throws WalgUsage;

    static Arity exactly(int count) {
        return between(count, count);
    }

    static Arity between(int least, int most) {
        return (commandPath, words) -> check(least, most, commandPath, words.arguments());
    }

    private static void check(int least, int most, String commandPath, List<String> arguments) throws WalgUsage {
        int given = arguments.size();
        if (given >= least && given <= most) {
            return;
        }
        if (most == 0) {
            throw new WalgUsage("unknown command \"" + arguments.getFirst() + "\" for \"" + commandPath + "\"");
        }
        throw new WalgUsage(
                least == most
                        ? "accepts " + least + " arg(s), received " + given
                        : "accepts between " + least + " and " + most + " arg(s), received " + given);
    }
}
