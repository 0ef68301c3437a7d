package dev.walkback.engine.restore.basis;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestoreBasis.Configuration;
import dev.walkback.engine.restore.gate.Gate;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.engine.verify.BackupVerification;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads what a plan needs to know of a chain: its small documents, and no part unless it is small. */
public final class BasisReader {

    private static final String LABEL = "backup_label.tar";
    private static final String CONFIGURATION = "/postgresql.conf";
    private static final String OWN_CONFIGURATION = "/postgresql.auto.conf";

    /** A part that is larger is not read only to know which libraries a server loads. */
    private static final long CHEAP_BYTES = 16 << 20;

    private final ContentSource source;
    private final Cluster cluster;

    public BasisReader(ContentSource source, Cluster cluster) {
        this.source = source;
        this.cluster = cluster;
    }

    /**
     * All of it at once.
     *
     * @throws StorageException when what must be known could not be read: unreachable, interrupted, or no key opens it
     */
    public RestoreBasis read(Backup backup) {
        AtomicReference<Gate.@Nullable Opinion> opinion = new AtomicReference<>();
        AtomicReference<Document<FilesMetadata>> files = new AtomicReference<>(new Document.Absent<>());
        AtomicReference<Document<TablespaceMap>> map = new AtomicReference<>(new Document.Absent<>());
        AtomicReference<Configuration> configuration = new AtomicReference<>(Configuration.UNKNOWN);
        source.forEach(3, number -> {
            switch ((int) number) {
                case 0 -> opinion.set(Gate.on(source, cluster, backup.name()));
                case 1 -> {
                    files.set(files(backup));
                    files.get().optional().ifPresent(read -> configuration.set(configuration(backup, read)));
                }
                default -> map.set(map(backup));
            }
        });
        Gate.Opinion judged = java.util.Objects.requireNonNull(opinion.get());
        BackupVerification.@Nullable Content content =
                judged.verification().chain().getLast().content();
        return new RestoreBasis(
                files.get(),
                document(content == null ? null : content.control()),
                document(content == null ? null : content.label()),
                map.get(),
                configuration.get(),
                judged.refusals(),
                judged.warnings());
    }

    private static <T> Document<T> document(@Nullable T read) {
        return read == null ? new Document.Absent<>() : new Document.Read<>(read);
    }

    private Document<FilesMetadata> files(Backup backup) {
        ObjectInfo object = backup.objects().filesMetadata();
        if (object == null) {
            return new Document.Absent<>();
        }
        try (InputStream json = source.open(object)) {
            return FilesMetadata.read(json);
        } catch (StorageException failure) {
            return new Document.Unreadable<>(ContentSource.whyNot(failure));
        } catch (IOException failure) {
            return new Document.Unreadable<>(String.valueOf(failure.getMessage()));
        }
    }

    /** Beside the label, where WAL-G puts it. */
    private Document<TablespaceMap> map(Backup backup) {
        Optional<ObjectInfo> tar = backup.objects().tar(LABEL);
        if (tar.isEmpty()) {
            return new Document.Absent<>();
        }
        AtomicReference<Document<TablespaceMap>> found = new AtomicReference<>(new Document.Absent<>());
        String why = members(tar.get(), (entry, content) -> {
            if (entry.baseName().equals("tablespace_map")) {
                found.set(TablespaceMap.read(content.readNBytes(TablespaceMap.MOST_BYTES + 1)));
            }
        });
        return why.isEmpty() ? found.get() : new Document.Unreadable<>(why);
    }

    private Configuration configuration(Backup backup, FilesMetadata files) {
        if (files.described() == 0) {
            return Configuration.UNKNOWN;
        }
        OptionalInt main = files.find(CONFIGURATION);
        boolean inside = main.isPresent() && files.isDescribed(main.getAsInt());
        ServerSettings settings = new ServerSettings();
        Optional<ObjectInfo> tar = inside ? tarOf(backup, files, main.getAsInt()) : Optional.empty();
        Optional<ObjectInfo> own = files.find(OWN_CONFIGURATION).stream()
                .mapToObj(number -> tarOf(backup, files, number))
                .flatMap(Optional::stream)
                .findFirst();
        if (tar.isEmpty()
                || own.isEmpty()
                || !take(tar.get(), CONFIGURATION, settings)
                || !take(own.get(), OWN_CONFIGURATION, settings)) {
            return new Configuration(inside, null);
        }
        return new Configuration(true, settings.preloaded());
    }

    private static Optional<ObjectInfo> tarOf(Backup backup, FilesMetadata files, int number) {
        for (String tar : files.tars()) {
            for (int entry : files.entries(tar)) {
                if (entry == number) {
                    return backup.objects().tars().stream()
                            .filter(object -> object.key().endsWith("/" + tar)
                                    || object.key().contains("/" + tar + "."))
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    private boolean take(ObjectInfo tar, String name, ServerSettings settings) {
        return tar.size() <= CHEAP_BYTES
                && members(tar, (entry, content) -> {
                            if (entry.name().equals(name)) {
                                settings.take(content.readNBytes(ServerSettings.MOST_BYTES));
                            }
                        })
                        .isEmpty();
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(TarEntry entry, InputStream content) throws IOException;
    }

    /** @return why it could not be read to its end; empty when it was */
    private String members(ObjectInfo tar, Visitor visitor) {
        try (InputStream plain = source.open(tar)) {
            TarReader reader = new TarReader(plain);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                visitor.visit(entry, reader.content());
            }
            return "";
        } catch (StorageException failure) {
            return ContentSource.whyNot(failure);
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        }
    }
}
