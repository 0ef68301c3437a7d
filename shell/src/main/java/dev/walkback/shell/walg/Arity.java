package dev.walkback.shell.walg;

import java.util.List;

/** Which numbers of arguments a command takes, and what it says of the others. */
record Arity(int least, int most) {

    static final Arity ANY = new Arity(0, Integer.MAX_VALUE);
    static final Arity NONE = new Arity(0, 0);

    static Arity exactly(int count) {
        return new Arity(count, count);
    }

    static Arity between(int least, int most) {
        return new Arity(least, most);
    }

    void check(String commandPath, List<String> arguments) throws WalgUsage {
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
