package dev.walkback.engine.backup;

import java.util.Optional;

/**
 * A small object that was to be read and understood. That it could not be is an answer like any other: an archive with one
 * spoilt sentinel is still an archive.
 */
public sealed interface Document<T> {

    /** It was read, and makes sense. */
    record Read<T>(T content) implements Document<T> {}

    /** There is no such object. */
    record Absent<T>() implements Document<T> {}

    /**
     * It is there and cannot be used.
     *
     * @param why in a few words, lower case, without a full stop
     */
    record Unreadable<T>(String why) implements Document<T> {}

    default Optional<T> optional() {
        return this instanceof Read<T>(T content) ? Optional.of(content) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }
}
