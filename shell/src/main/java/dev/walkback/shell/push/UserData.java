package dev.walkback.shell.push;

import dev.walkback.shell.report.GoJson;
import dev.walkback.shell.walg.backup.MetadataText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON that is stored with a backup. */
public final class UserData {

    private UserData() {}

    /** As WAL-G stores what was typed: read and written again, so that both find it by the same text. Empty for what is no JSON. */
    public static Optional<String> stored(String typed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            GoJson.compact(bytes).any(MetadataText.value(typed));
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
