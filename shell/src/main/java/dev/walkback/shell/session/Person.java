package dev.walkback.shell.session;

import java.util.Optional;

/** Whoever sits at the terminal, when somebody does. */
@FunctionalInterface
public interface Person {

    /** For where nobody is to be asked. */
    Person NOBODY = question -> Optional.empty();

    /** The answer to a question; empty when there was none: Enter, Ctrl-C, or nobody there. Answers are never remembered. */
    Optional<String> ask(String question);
}
