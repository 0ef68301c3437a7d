package dev.walkback.engine.plan;

import java.util.List;

/**
 * What would be done, in order, and what a person should know before. Printing it is the dry run; there is no other.
 *
 * @param purpose what it is for, with the place it happens in: {@code delete from file:///var/archive}
 * @param steps in the order in which they are done
 * @param fingerprint of purpose and steps
 */
public record Plan<S extends Step>(String purpose, List<S> steps, List<String> warnings, Fingerprint fingerprint) {

    public Plan {
        steps = steps instanceof Packed<S> ? steps : List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    public static <S extends Step> Plan<S> of(String purpose, List<S> steps, List<String> warnings) {
        return new Plan<>(purpose, steps, warnings, Fingerprint.of(purpose, steps));
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
