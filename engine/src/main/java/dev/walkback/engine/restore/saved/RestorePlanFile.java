package dev.walkback.engine.restore.saved;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Reads and writes {@link SavedRestore}s. docs/formats/restore-plan.md describes the form. */
public final class RestorePlanFile {

    private static final JsonFactory JSON = new JsonFactory();

    /** A hundred thousand steps take about 30 MB. */
    private static final long MOST_BYTES = 256L << 20;

    private RestorePlanFile() {}

    /** It is not a saved plan, or is damaged. The message says which file, and why. */
    public static final class UnfitException extends IOException {

        private static final long serialVersionUID = 1;

        UnfitException(Path file, String why) {
            super(file + " is not a restore plan, or is damaged: " + why);
        }
    }

    /** Writes it whole, for its owner alone; the folder must be there. It is on the disk when this returns. */
    public static void write(Path file, SavedRestore plan) throws IOException {
        Path folder = file.resolveSibling("").toAbsolutePath();
        Path unfinished = Files.createTempFile(folder, "plan-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                out.write(bytes(plan));
            }
            persist(unfinished, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            persist(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void persist(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    static byte[] bytes(SavedRestore plan) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
            lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(lines);
            new PlanWriter(json).write(plan);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /**
     * @throws UnfitException when it is no saved plan, not whole, or of a later version
     * @throws IOException when it cannot be read
     */
    public static SavedRestore read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnfitException(file, "it is too large");
        }
        try {
            return new PlanFields(JsonTree.of(Files.readAllBytes(file))).plan();
        } catch (IOException | RuntimeException unfit) {
            throw new UnfitException(file, String.valueOf(unfit.getMessage()));
        }
    }
}
