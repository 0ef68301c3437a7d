package dev.walkback.shell.server.replication;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Bytes to and from a server. One thread may read while another writes; interrupting either ends the connection. */
interface Link extends Closeable {

    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /**
     * How long a read may wait for its first byte before it fails with {@link java.net.SocketTimeoutException}; zero for as long as it
     * takes.
     */
    void patience(Duration limit) throws IOException;
}
