package dev.walkback.storage.codec;

import java.io.IOException;

/** A library that cannot be loaded is a failure to read or write in words, not an error that ends the program. */
final class NativeLibrary {

    private NativeLibrary() {}

    static void load(String codec, Runnable loading) throws IOException {
        try {
            loading.run();
        } catch (LinkageError absent) {
            throw new IOException(
                    "the native library for " + codec + " cannot be loaded, neither from java.library.path ("
                            + System.getProperty("java.library.path") + ") nor by way of java.io.tmpdir ("
                            + System.getProperty("java.io.tmpdir") + "): " + absent,
                    absent);
        }
    }
}
