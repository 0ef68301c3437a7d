package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.BackupDocuments;
import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.CatchupSince;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.CopysOwn;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Lays what was pushed over a copy's files. The copy's pg_control is put aside before the first of them changes, and the new one comes
 * last: in between no server starts on the directory, and the same call goes on.
 */
public final class CatchupFetch {

    private static final String CONTROL_TAR = "pg_control.tar";
    private static final String MAP = "tablespace_map";
    private static final int SHOWN = 3;

    private final ContentSource source;
    private final BackupName name;
    private final Path data;
    private final CopyPlaces places;
    private final Sentinel sentinel;
    private final FilesMetadata files;
    private final LongAdder whole = new LongAdder();
    private final LongAdder pages = new LongAdder();

    private CatchupFetch(ContentSource source, BackupName name, Path data, Sentinel sentinel, FilesMetadata files) {
        this.source = source;
        this.name = name;
        this.data = data;
        this.places = new CopyPlaces(data);
        this.sentinel = sentinel;
        this.files = files;
    }

    /** What came of it: files that came whole, pages of others, and files of relations that are gone by now. */
    public record Brought(long files, long pages, long removed) {}

    /**
     * Reads documents and looks at the copy. Writes nothing.
     *
     * @throws CatchupRefused when the copy cannot be brought forward by this
     * @throws StorageException.Missing when there is no such thing
     */
    public static CatchupFetch prepare(ContentSource source, BackupName name, Path data) throws IOException {
        BackupDocuments documents = new BackupDocuments(source.storage(), BackupKeys.CATCHUPS);
        Sentinel sentinel = documents.sentinel(name).content();
        CatchupFetch fetch = new CatchupFetch(source, name, data, sentinel, files(source, documents.keys(name)));
        DataDirectory there = DataDirectory.look(data);
        if (there.isLive()) {
            throw new TargetException.Live(data);
        }
        fetch.checkCopy(since(source, documents.keys(name)));
        fetch.checkIncrements();
        return fetch;
    }

    private static FilesMetadata files(ContentSource source, BackupKeys keys) throws IOException {
        try (InputStream json = source.open(keys.filesMetadata())) {
            return switch (FilesMetadata.read(json)) {
                case Document.Read<FilesMetadata>(FilesMetadata read) -> read;
                case Document.Unreadable<FilesMetadata>(String why) ->
                    throw new StorageException.Damaged(source.storage().location(), keys.filesMetadata(), why, null);
                case Document.Absent<FilesMetadata> _ ->
                    throw new CatchupRefused(CatchupRefused.Kind.UNLISTED, "it has no list of files");
            };
        } catch (StorageException.Missing none) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.UNLISTED, "it has no list of files, and nothing tells which of them are whole");
        }
    }

    private static Lsn since(ContentSource source, BackupKeys keys) throws IOException {
        try (OpenObject object = source.storage().read(keys.sentinel())) {
            return CatchupSince.read(object.bytes()).orElse(Lsn.NONE);
        }
    }

    /** An empty directory has nothing to compare; whether it is enough the increments tell. */
    private void checkCopy(Lsn since) throws IOException {
        PgControl control = new AsideControl(data).read();
        if (control == null) {
            return;
        }
        if (sentinel.systemIdentifier() != null && !sentinel.systemIdentifier().equals(control.systemIdentifier())) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.OTHER_CLUSTER,
                    data + " is of system " + control.systemIdentifier() + ", and " + name + " of "
                            + sentinel.systemIdentifier());
        }
        int timeline = control.checkpoint().timeline();
        if (name.start().filter(start -> start.timeline().id() != timeline).isPresent()) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.OTHER_TIMELINE, data + " is on timeline " + Integer.toUnsignedString(timeline));
        }
        Lsn has = AsideControl.has(control);
        if (has.isBefore(since)) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.BEHIND,
                    "what was pushed begins at " + since + ", and " + data + " has all up to " + has + " only");
        }
        Lsn start = sentinel.start();
        if (start != null && start.isBefore(control.checkpoint().at())) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.AHEAD,
                    data + " is at " + control.checkpoint().at() + " already, which is beyond " + start);
        }
    }

    /** Pages alone bring a file that is not there only when they are all of it. */
    private void checkIncrements() throws IOException {
        List<String> missing = new ArrayList<>();
        for (int number = 0; number < files.names(); number++) {
            if (files.isIncremented(number) && !Files.isRegularFile(places.of(files.name(number)))) {
                missing.add(files.name(number));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<String> partial = new ArrayList<>();
        for (ObjectInfo tar : tars()) {
            read(tar, (entry, content) -> {
                if (missing.contains(plain(entry.name())) && !PageFile.isAll(content, entry.size())) {
                    partial.add(plain(entry.name()));
                }
            });
        }
        if (!partial.isEmpty()) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.FILES_MISSING,
                    "only pages were pushed of " + partial.size() + " files that " + data + " has not: "
                            + String.join(", ", partial.stream().limit(SHOWN).toList()));
        }
    }

    /** Does it. */
    public Brought run() throws IOException {
        Files.createDirectories(data.resolve("global"));
        new AsideControl(data).putAside();
        if (sentinel.spec() != null) {
            places.tablespaces(sentinel.spec().places());
        }
        List<ObjectInfo> tars = tars();
        if (tars.stream().noneMatch(CatchupFetch::isControl)) {
            throw new StorageException.Missing(
                    source.storage().location(), new BackupKeys(BackupKeys.CATCHUPS, name).tars() + CONTROL_TAR, null);
        }
        List<ObjectInfo> first = tars.stream().filter(tar -> !isControl(tar)).toList();
        source.forEach(first.size(), number -> {
            try {
                read(first.get((int) number), this::apply);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        long removed = new Dropped(data, places, files).remove();
        Files.deleteIfExists(data.resolve(MAP));
        for (ObjectInfo tar : tars) {
            if (isControl(tar)) {
                read(tar, this::apply);
            }
        }
        return new Brought(whole.sum(), pages.sum(), removed);
    }

    private List<ObjectInfo> tars() {
        String prefix = new BackupKeys(BackupKeys.CATCHUPS, name).tars();
        try (Stream<ObjectInfo> tars = source.storage().list(KeyRange.prefix(prefix))) {
            return tars.toList();
        }
    }

    private static boolean isControl(ObjectInfo tar) {
        return tar.key().substring(tar.key().lastIndexOf('/') + 1).startsWith(CONTROL_TAR);
    }

    @FunctionalInterface
    private interface Each {
        void take(TarEntry entry, InputStream content) throws IOException;
    }

    private void read(ObjectInfo tar, Each each) throws IOException {
        try (InputStream plain = source.open(tar)) {
            TarReader reader = new TarReader(plain);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                each.take(entry, reader.content());
            }
        }
    }

    private void apply(TarEntry entry, InputStream content) throws IOException {
        String member = plain(entry.name());
        if (member.equals(MAP)) {
            // the copy's own links hold; this one would lead them to the other server's places
            return;
        }
        switch (entry.kind()) {
            case FOLDER -> places.folder(member);
            case FILE -> file(member, entry, content);
            case SYMBOLIC_LINK, HARD_LINK, DEVICE, OTHER -> {
                // tablespaces have their links already, and no other is taken out of an archive
            }
        }
    }

    private void file(String member, TarEntry entry, InputStream content) throws IOException {
        Path file = places.of(member);
        if (member.equals(AsideControl.NAME)) {
            new AsideControl(data).bring(content.readNBytes(PgControl.BYTES));
            whole.increment();
            return;
        }
        if (CopysOwn.FILES.contains(file.getFileName().toString()) && Files.exists(file)) {
            return;
        }
        places.folder(member.contains("/") ? member.substring(0, member.lastIndexOf('/')) : "");
        OptionalInt number = files.find("/" + member);
        if (number.isPresent() && files.isIncremented(number.getAsInt())) {
            pages.add(PageFile.apply(file, content, entry.size()));
            return;
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            PageFile.copy(content, channel);
            channel.force(true);
        }
        whole.increment();
    }

    private static String plain(String member) {
        String name = member;
        while (name.startsWith("/") || name.startsWith("./")) {
            name = name.substring(name.indexOf('/') + 1);
        }
        return name;
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
