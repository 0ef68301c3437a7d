package dev.walkback.storage;

/**
 * Where a storage is, as a person would write it: {@code s3://bucket/path}, {@code file:///var/archive}. For prompts and
 * errors; never holds a secret.
 */
public record Location(String text) {

    @Override
    public String toString() {
        return text;
    }
}
