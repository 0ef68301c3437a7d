package dev.walkback.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Standard input of which a waiting reader can be called back: a plain stream would keep Ctrl-C waiting until the next byte
 * arrives. Opened when it is first read, as most commands never do.
 */
final class InterruptibleInput extends InputStream {

    private @Nullable FileChannel channel;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        return channel().read(ByteBuffer.wrap(buffer, from, length));
    }

    private FileChannel channel() {
        if (channel == null) {
            channel = new FileInputStream(FileDescriptor.in).getChannel();
        }
        return channel;
    }
}
