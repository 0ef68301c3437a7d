package dev.walkback.storage;

import java.util.Map;

/**
 * One kind of storage, as {@link StorageContract} needs it: an empty place of its own, and several ways to come there. There are
 * no defaults, so that each kind says itself what it cannot have, and why.
 */
public interface StorageUnderTest {

    /**
     * The place. Empty at the first call; each call opens it anew, as another process would. Where a kind sends content in parts,
     * the parts are to be small (5 MiB, or as small as the service allows).
     */
    MutableStorage open() throws Exception;

    /** A storage of this kind whose root (directory, bucket, container) is not there. */
    Means<Opening> missingRoot();

    /** The same place, with a secret that is wrong. */
    Means<Opening> wrongCredentials();

    /** The same place, for someone who may look and not change. Asked for when the objects of the case are written. */
    Means<Opening> readOnly();

    /** The server behind it. */
    Means<Server> server();

    /**
     * Keys of {@link OddKeys#ALL} that this server or file system cannot hold, each with the reason. They are left out; all others
     * must work. Only for what the <em>server</em> does wrong, never for what our code does.
     */
    Map<String, String> keysItCannotHold();

    /** Throws the place away. */
    void close() throws Exception;

    /** A way to open a storage. */
    interface Opening {
        MutableStorage open() throws Exception;
    }

    /** A server of this machine that serves the place. */
    interface Server {

        int port();

        /** The same place, by a new connection to another port of the loopback interface, which leads there or not. */
        MutableStorage openThrough(int port, TimeLimits limits) throws Exception;
    }
}
