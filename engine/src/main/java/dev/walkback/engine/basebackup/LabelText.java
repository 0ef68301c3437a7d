package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.BackupLabel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The label of what a chain was put together to: that of its newest backup, but for the lines that a server refuses to start on. */
final class LabelText {

    private static final String REFUSED = "INCREMENTAL FROM ";

    private LabelText() {}

    static String whole(String label) {
        return Arrays.stream(label.split("\n", -1))
                .filter(line -> !line.startsWith(REFUSED))
                .collect(Collectors.joining("\n"));
    }

    static void writeWhole(DataTree tree, Member member, InputStream content) throws IOException {
        String text = new String(content.readNBytes(BackupLabel.MOST_BYTES), StandardCharsets.ISO_8859_1);
        byte[] whole = whole(text).getBytes(StandardCharsets.ISO_8859_1);
        tree.copy(member, new ByteArrayInputStream(whole));
    }
}
