package dev.walkback.engine.restore.settings;

import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.server.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes drafts, and takes them out again. Every file changes at once or not at all, and the one that tells the server to recover
 * comes last: a run that was cut short is finished by another.
 */
public final class SettingsWriter {

    /** What a file of the source's is called that is out of the way. */
    public static final String ASIDE = ".before-walkback";

    private static final String MEMORY = "settings.conf";

    private final Path data;
    private final @Nullable Owner owner;

    /** @param owner of new files; null for whoever runs this */
    public SettingsWriter(Path data, @Nullable Owner owner) {
        this.data = data;
        this.owner = owner;
    }

    /**
     * @throws SettingsException when nothing was written
     * @throws UncheckedIOException when something could not be
     */
    public void write(SettingsDraft draft) {
        if (DataDirectory.look(data).isLive()) {
            throw new SettingsException.Running(data);
        }
        try {
            byte[] auto = withBlock(Configuration.AUTO, draft.plan(), draft.blockLines());
            for (SettingsDraft.NewFile file : draft.files()) {
                if (!Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
                    WholeFile.write(file.path(), file.text().getBytes(StandardCharsets.UTF_8), owner);
                }
            }
            disable(draft.disabled());
            for (String file : draft.aside()) {
                if (Files.exists(data.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    WholeFile.move(data.resolve(file), freeName(file + ASIDE));
                }
            }
            remember(draft);
            WholeFile.write(data.resolve(Configuration.AUTO), auto, owner);
            signal(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes out what {@link #write} put in, and nothing else; the source's lines become lines again.
     *
     * @return the files that changed or went; empty when nothing of ours was there
     * @throws SettingsException.Running while a server recovers by them
     */
    public List<String> remove() {
        DataDirectory directory = DataDirectory.look(data);
        if (directory.isLive() && directory.recoversFromArchive()) {
            throw new SettingsException.Running(data);
        }
        try {
            List<String> changed = new ArrayList<>();
            byte[] auto = WholeFile.bytes(data.resolve(Configuration.AUTO));
            byte[] unblocked = withoutBlock(auto);
            byte[] rest = unblocked.length != auto.length ? unblocked : unmarked(auto);
            boolean ours = rest.length != auto.length;
            for (SettingsDraft.Signal signal : SettingsDraft.Signal.values()) {
                boolean isOurs = signal == SettingsDraft.Signal.RECOVERY_CONF
                        ? WrittenSettings.in(data, signal.file()).isPresent()
                        : ours;
                if (isOurs && WholeFile.remove(data.resolve(signal.file()))) {
                    changed.add(signal.file());
                }
            }
            changed.addAll(DisabledLines.enableAll(data, owner));
            WholeFile.remove(new RestoreFolder(data).path().resolve(MEMORY));
            if (ours) {
                WholeFile.write(data.resolve(Configuration.AUTO), rest, owner);
                changed.add(Configuration.AUTO);
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets the server archive from its next start on. Everything else of ours stays.
     *
     * @return whether anything of ours kept it from that
     */
    public boolean archiveAgain() {
        try {
            Optional<OwnedBlock.Content> block = WrittenSettings.in(data, Configuration.AUTO);
            if (block.isEmpty()) {
                return false;
            }
            List<String> kept = block.get().lines().stream()
                    .filter(line -> ConfigLine.read(line)
                            .filter(it -> it.name().equals("archive_mode"))
                            .isEmpty())
                    .toList();
            if (kept.size() == block.get().lines().size()) {
                return false;
            }
            WholeFile.write(
                    data.resolve(Configuration.AUTO),
                    withBlock(Configuration.AUTO, block.get().plan(), kept),
                    owner);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ALTER SYSTEM writes the file anew and forgets all comments, our marks among them. */
    private void remember(SettingsDraft draft) throws IOException {
        RestoreFolder folder = new RestoreFolder(data);
        if (folder.exists()) {
            String lines = String.join("\n", draft.blockLines()) + "\n";
            WholeFile.write(folder.path().resolve(MEMORY), lines.getBytes(StandardCharsets.UTF_8), owner);
        }
    }

    /** Without lines that say what we remember to have written. */
    private byte[] unmarked(byte[] file) throws IOException {
        Path memory = new RestoreFolder(data).path().resolve(MEMORY);
        if (!Files.isRegularFile(memory)) {
            return file;
        }
        List<ConfigLine> ours = Files.readAllLines(memory, StandardCharsets.UTF_8).stream()
                .map(ConfigLine::read)
                .flatMap(Optional::stream)
                .toList();
        StringBuilder kept = new StringBuilder();
        for (String line : new String(file, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)) {
            String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (ConfigLine.read(text).filter(ours::contains).isEmpty()) {
                kept.append(line);
            }
        }
        return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void signal(SettingsDraft draft) throws IOException {
        Path file = data.resolve(draft.signal().file());
        if (draft.signal() == SettingsDraft.Signal.RECOVERY_CONF) {
            byte[] text = withBlock(draft.signal().file(), draft.plan(), draft.recoveryConfLines());
            WholeFile.write(file, text, owner);
        } else if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            WholeFile.write(file, new byte[0], owner);
        }
    }

    private byte[] withBlock(String name, String plan, List<String> lines) throws IOException {
        try {
            return OwnedBlock.with(WholeFile.bytes(data.resolve(name)), plan, lines);
        } catch (OwnedBlock.Broken e) {
            throw new SettingsException.BrokenMarks(data.resolve(name));
        }
    }

    private byte[] withoutBlock(byte[] auto) {
        try {
            return OwnedBlock.without(auto);
        } catch (OwnedBlock.Broken e) {
            throw new SettingsException.BrokenMarks(data.resolve(Configuration.AUTO));
        }
    }

    private void disable(List<Configuration.Assignment> lines) throws IOException {
        Map<Path, List<Configuration.Assignment>> byFile = new TreeMap<>();
        lines.forEach(line ->
                byFile.computeIfAbsent(line.file(), none -> new ArrayList<>()).add(line));
        for (Map.Entry<Path, List<Configuration.Assignment>> file : byFile.entrySet()) {
            DisabledLines.disable(file.getKey(), file.getValue(), owner);
        }
    }

    private Path freeName(String name) {
        Path free = data.resolve(name);
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = data.resolve(name + "-" + i);
        }
        return free;
    }
}
