package dev.walkback.storage.s3;

import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes content whose length nobody knows, part by part. What fits in the first part is stored by one request; a
 * multipart upload begins only when there is more.
 */
final class PartSink extends OutputStream {

    private final Writing writing;
    private final String key;
    private final Overwrite overwrite;
    private Part filling;
    private long room;
    private long handedIn;
    private @Nullable MultipartUpload upload;
    private boolean finished;

    PartSink(Writing writing, String key, Overwrite overwrite) throws IOException {
        this.writing = writing;
        this.key = key;
        this.overwrite = overwrite;
        this.room = writing.sizeOfNext(0);
        this.filling = writing.room(0, true, key);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        writing.requireNotInterrupted(key);
        int done = 0;
        while (done < count) {
            if (filling.length() == room) {
                handIn();
                room = writing.sizeOfNext(handedIn);
                filling = writing.room(handedIn, false, key);
            }
            int now = (int) Math.min(count - done, room - filling.length());
            filling.write(bytes, offset + done, now);
            done += now;
        }
    }

    private void handIn() {
        if (upload == null) {
            upload = writing.begin(key, overwrite);
        }
        Part part = filling;
        filling = NOTHING;
        handedIn += part.length();
        writing.send(upload, key, part::open, part.length(), part::close);
    }

    /**
     * Makes the object.
     *
     * @param once whether the content cannot be had again, so that failures are to be mended here
     */
    ObjectInfo finish(boolean once) {
        MultipartUpload begun = upload;
        if (begun == null) {
            Part all = filling;
            ObjectInfo stored = once
                    ? writing.putPersistently(key, all::open, all.length(), overwrite)
                    : writing.put(key, all::open, all.length(), overwrite);
            finished = true;
            return stored;
        }
        finished = true;
        return writing.finished(begun, key, overwrite, () -> {
            handIn();
            return handedIn;
        });
    }

    /** Without {@link #finish} before, takes everything back. */
    @Override
    public void close() {
        if (!finished && upload != null) {
            upload.abort();
        }
        filling.close();
    }

    private static final Part NOTHING = new PartInMemory(() -> {});
}
