package dev.walkback.engine.push.lock;

import java.time.Instant;

/**
 * Who holds a lock, as the lock says.
 *
 * @param host as the machine calls itself; for people, since two machines may have one name
 * @param machine tells which running kernel and which space of process ids it is, and no two have the same; empty where that
 *     cannot be told
 * @param process its number there
 * @param incarnation tells a process from a later one of the same number; no clock goes into it
 * @param since when it took the lock, by its own clock: for people
 * @param backup what it is making; empty until that has a name
 * @param token drawn for this lock alone, so that its holder knows it again
 */
public record LockHolder(
        String host, String machine, long process, String incarnation, Instant since, String backup, String token) {

    LockHolder making(String name) {
        return new LockHolder(host, machine, process, incarnation, since, name, token);
    }

    boolean isOn(LockHolder other) {
        return !machine.isEmpty() && machine.equals(other.machine);
    }
}
