package dev.walkback.engine.push.pack;

/** Looks at a whole file's bytes before they pass into a tar. Belongs to one thread. */
public interface PageInspection {

    /** The next bytes, from the file's first on; pieces need not end where pages do. It may put others in their place. */
    void bytes(byte[] bytes, int from, int length);

    /** After the last of them. */
    CorruptPages corrupt();
}
