package dev.walkback.storage.codec;

import java.util.List;
import java.util.Optional;

/**
 * Every codec there is. Asking for one loads no library and no other codec's classes: libraries are loaded by the first stream.
 */
public final class Codecs {

    /** Methods of {@code WALG_COMPRESSION_METHOD}. Gzip and lzo are not among them: WAL-G only reads those. */
    public static final List<String> METHODS = List.of(Lz4.NAME, Lzma.NAME, Zstd.NAME, Brotli.NAME, None.NAME);

    /** The order in which WAL-G tries extensions when it knows an object by its logical name only. */
    public static final List<String> LOOK_UP_ORDER = List.of("lz4", "lzma", "gz", "", "br", "lzo", "zst");

    private Codecs() {}

    /** By {@link Codec#name}: WAL-G's methods, and {@code gzip} and {@code lzo}. Zstandard comes at the level that takes
     * no longer than WAL-G's library at its default, and makes no more of the pages of a database. */
    public static Optional<Codec> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case Lz4.NAME -> new Lz4();
                    case Lzma.NAME -> new Lzma();
                    case Zstd.NAME -> zstd(ZstdLevel.FASTEST);
                    case Brotli.NAME -> new Brotli();
                    case None.NAME -> new None();
                    case Gzip.NAME -> new Gzip();
                    case Lzo.NAME -> new Lzo();
                    default -> null;
                });
    }

    /** The level matters for writing only. */
    public static Codec zstd(ZstdLevel level) {
        return new Zstd(level);
    }

    /** By {@link Codec#extension}, without the dot. */
    public static Optional<Codec> withExtension(String extension) {
        return switch (extension) {
            case "lz4" -> named(Lz4.NAME);
            case "lzma" -> named(Lzma.NAME);
            case "zst" -> named(Zstd.NAME);
            case "br" -> named(Brotli.NAME);
            case "gz" -> named(Gzip.NAME);
            case "lzo" -> named(Lzo.NAME);
            case "" -> named(None.NAME);
            default -> Optional.empty();
        };
    }

    /**
     * The codec an object of this key was stored with. An extension that is no codec's, as in {@code x.json}, {@code x.tar} or
     * {@code x.backup}, says that the object is stored as it is.
     */
    public static Codec ofKey(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? Optional.<Codec>empty() : withExtension(name.substring(dot + 1))).orElseGet(None::new);
    }
}
