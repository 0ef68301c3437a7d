package dev.walkback.engine.push.compose;

import dev.walkback.engine.push.pack.PackedFile;
import java.io.IOException;
import java.util.List;

/**
 * A tar in the storage of which it is proved that packing its files now would bring the same.
 *
 * @param key of the tar
 * @param files what is in it, as files metadata is to describe it; read when it is its turn, since there may be many
 */
record Reusable(String key, Files files) {

    interface Files {

        List<PackedFile> read() throws IOException;
    }

    /** With all that follows: {@code .tar.lz4}. */
    String ending() {
        return key.substring(key.lastIndexOf(".tar"));
    }
}
