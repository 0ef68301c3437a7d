package dev.walkback.engine.push.lock;

/** Which processes run on this machine. */
@FunctionalInterface
public interface Neighbours {

    /**
     * @param process a number
     * @param incarnation as {@link LockHolder#incarnation} has it
     */
    boolean isRunning(long process, String incarnation);
}
