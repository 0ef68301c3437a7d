package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.codec.ZstdLevel;
import java.util.List;
import java.util.Optional;

/** How new objects are compressed. */
public final class WriteCodec {

    private WriteCodec() {}

    /** @throws UsageError when there is no such method, or a zstd level is set and the method is another */
    public static Codec of(Settings settings) {
        String method = settings.choice("WALG_COMPRESSION_METHOD").orElseThrow();
        Codec codec = Codecs.named(method).orElseThrow();
        Optional<String> level = settings.choice("WALG_ZSTD_LEVEL");
        if (level.isEmpty()) {
            return codec;
        }
        if (!method.equals("zstd")) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "WALG_ZSTD_LEVEL is set and the compression method is " + method,
                    "the level would not be used; "
                            + settings.find("WALG_ZSTD_LEVEL").orElseThrow().origin(),
                    List.of());
        }
        return Codecs.zstd(ZstdLevel.of(level.get()).orElseThrow());
    }
}
