package dev.walkback.bench;

import dev.walkback.storage.Content;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.s3.S3Config;
import dev.walkback.storage.s3.S3Credentials;
import dev.walkback.storage.s3.S3Endpoint;
import dev.walkback.storage.s3.S3Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** Our storage as it is by default: objects of more than 20 MiB go in parts, several at once. */
final class OurS3 implements Side {

    private final S3Storage storage;

    OurS3(URI endpoint, String bucket, String id, String secret) {
        S3Endpoint server = S3Endpoint.at(endpoint.toString()).withPathStyle(true);
        this.storage = S3Storage.open(
                S3Config.of(bucket, "").with(server).with(new S3Credentials.Keys(id, secret, null)), Clock.systemUTC());
    }

    @Override
    public void write(String key, Path content) throws IOException {
        storage.write(key, Content.of(content), Overwrite.ALLOWED);
    }

    @Override
    public long read(String key) throws IOException {
        long length = 0;
        byte[] piece = new byte[128 * 1024];
        try (OpenObject object = storage.read(key)) {
            for (int read = object.bytes().read(piece);
                    read >= 0;
                    read = object.bytes().read(piece)) {
                length += read;
            }
        }
        return length;
    }

    @Override
    public void close() {
        storage.close();
    }
}
