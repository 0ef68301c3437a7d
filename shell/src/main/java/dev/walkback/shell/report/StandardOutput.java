package dev.walkback.shell.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;

/** Says in its failures that it is standard output that failed: the system's own words name no file. */
final class StandardOutput extends FilterOutputStream {

    static final String NAME = "standard output";

    private static final String READER_LEFT = "Broken pipe";

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** A reader that left is no failure, and is told by its own words. */
    private static IOException named(IOException e) {
        if (READER_LEFT.equals(e.getMessage()) || e instanceof java.nio.channels.ClosedByInterruptException) {
            return e;
        }
        IOException named = new FileSystemException(NAME, null, e.getMessage());
        named.initCause(e);
        return named;
    }
}
