package dev.walkback.storage.s3;

import java.io.IOException;
import java.io.InputStream;

/** A part of an object whose length nobody knows beforehand, kept until the service has it. */
interface Part extends AutoCloseable {

    long length();

    void write(byte[] bytes, int offset, int count) throws IOException;

    /** The bytes from the first on; as often as needed. */
    InputStream open() throws IOException;

    /** Lets go of what holds the bytes. */
    @Override
    void close();
}
