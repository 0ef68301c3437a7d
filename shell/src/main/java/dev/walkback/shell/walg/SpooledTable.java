package dev.walkback.shell.walg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns as WAL-G's listings have them: every cell but the last of a row is padded to the widest of its column plus one
 * blank, counted in characters, the header's last cell apart. Scripts cut these lines by position, so the blanks at their ends
 * matter too.
 *
 * <p>The widths are known only after the last row, and an archive can have millions: rows beyond the first few thousand wait
 * in a temporary file, so that memory stays flat. Two tables may share their widths, to be printed one below the other.
 *
 * <p>Cells hold no line ends or tabs: in names they are replaced by {@code ?}, as one row must stay one line.
 */
final class SpooledTable implements AutoCloseable {

    private static final int IN_MEMORY = 4_000;
    private static final char BETWEEN = '\t';

    private final String[] header;
    private final int[] widths;
    private final List<String> rows = new ArrayList<>();
    private @Nullable Path file;
    private @Nullable Writer spool;

    private SpooledTable(String[] header, int[] widths) {
        this.header = header;
        this.widths = widths;
    }

    static SpooledTable headed(String... header) {
        int[] widths = new int[header.length + 1];
        for (int i = 0; i < header.length - 1; i++) {
            widths[i] = Cells.length(header[i]);
        }
        return new SpooledTable(header, widths);
    }

    /** A table without a header that shares this one's widths. */
    SpooledTable below() {
        return new SpooledTable(new String[0], widths);
    }

    /** @param cells two more than the header has */
    void row(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = Cells.clean(cells[i]);
            if (i < cells.length - 1) {
                widths[i] = Math.max(widths[i], Cells.length(cell));
                line.append(cell).append(BETWEEN);
            } else {
                line.append(cell);
            }
        }
        if (rows.size() < IN_MEMORY) {
            rows.add(line.toString());
        } else {
            spool(line.append('\n').toString());
        }
    }

    void print(OutputStream out) throws IOException {
        if (header.length > 0) {
            write(out, header);
        }
        for (String row : rows) {
            write(out, row.split("\t", -1));
        }
        Writer writer = spool;
        Path spooled = file;
        if (writer == null || spooled == null) {
            return;
        }
        writer.flush();
        try (BufferedReader lines = Files.newBufferedReader(spooled)) {
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                write(out, row.split("\t", -1));
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            spool.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private void spool(String line) {
        try {
            if (spool == null) {
                file = Files.createTempFile("walkback-listing", ".tmp");
                file.toFile().deleteOnExit();
                spool = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            }
            spool.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream out, String[] cells) throws IOException {
        out.write(padded(cells).getBytes(StandardCharsets.UTF_8));
    }

    private String padded(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length - 1; i++) {
            line.append(cells[i]).repeat(' ', widths[i] + 1 - Cells.length(cells[i]));
        }
        return line.append(cells[cells.length - 1]).append('\n').toString();
    }
}
