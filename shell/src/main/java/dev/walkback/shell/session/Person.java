package dev.walkback.shell.session;

import java.util.Optional;

/** Whoever sits at the terminal, when somebody does. */
@FunctionalInterface
public interface Person {

    /** For where nobody is to be asked. */
    Person NOBODY = question -> Optional.empty();

    /** The answer to a question, the empty text for Enter; none for Ctrl-C, and where nobody is. Answers are never remembered. */
    Optional<String> ask(String question);
}
