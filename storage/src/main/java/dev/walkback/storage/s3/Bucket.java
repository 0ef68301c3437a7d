package dev.walkback.storage.s3;

import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;

/**
 * Which part of which bucket is the storage: translates between keys of the storage and keys of the bucket.
 *
 * @param root what every key begins with in the bucket; empty, or ending in a slash
 */
record Bucket(String name, String root, Location location) {

    static Bucket of(S3Config config) {
        String root = config.prefix().isEmpty() ? "" : config.prefix() + "/";
        String path = config.prefix().isEmpty() ? "" : "/" + config.prefix();
        return new Bucket(config.bucket(), root, new Location("s3://" + config.bucket() + path));
    }

    /** The bucket's key of an object, after a look whether the storage's key may be used at all. */
    String full(String key) {
        return root + Keys.checked(location, key);
    }

    /**
     * The storage's key of what the bucket lists under the root. Empty for the root itself, which some tools make an object.
     *
     * @throws StorageException.Rejected when the service names what it was not asked for: what else it says cannot be trusted
     */
    String relative(String full) {
        if (!full.startsWith(root)) {
            throw new StorageException.Rejected(
                    location,
                    "list",
                    "the service answered with '" + full + "', which does not lie below " + root,
                    null);
        }
        return full.substring(root.length());
    }
}
