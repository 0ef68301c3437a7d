package dev.walkback.shell.command.restore;

import dev.walkback.shell.report.Problem;

/** A moment cannot be reached. */
final class NoRoute extends RuntimeException implements Problem.Known {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    NoRoute(Problem problem) {
        super(problem.what() + ": " + problem.why());
        this.problem = problem;
    }

    @Override
    public Problem problem() {
        return problem;
    }
}
