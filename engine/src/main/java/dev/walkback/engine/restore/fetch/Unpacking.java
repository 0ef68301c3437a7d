package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.backup.Increment;
import dev.walkback.engine.restore.gate.Member;
import dev.walkback.engine.restore.gate.MemberRule;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what is wanted of one tar into the tree. Done again from its beginning, it makes the same files. */
final class Unpacking {

    /** More at once would make Java keep a buffer as large outside the heap, for each thread. */
    private static final int AT_ONCE = 64 << 10;

    private static final String CONTROL = "global/pg_control";

    private final FetchPlan plan;
    private final FetchPlan.Part part;
    private final Tree tree;
    private final Path stagedControl;
    private final PageMemory memory;
    private final Syncing syncing;
    private final MemberRule rule;
    private final Consumer<? super FetchEvent> events;
    private final Map<String, PagedFile> brought = new HashMap<>();
    private final Set<Path> folders = new HashSet<>();
    private final BitSet seen = new BitSet();
    private final TarReader tar;
    private long files;
    private long written;

    Unpacking(
            FetchPlan plan,
            FetchPlan.Part part,
            Tree tree,
            Path stagedControl,
            PageMemory memory,
            Syncing syncing,
            MemberRule rule,
            Consumer<? super FetchEvent> events,
            InputStream plain) {
        this.plan = plan;
        this.part = part;
        this.rule = rule;
        this.tree = tree;
        this.stagedControl = stagedControl;
        this.memory = memory;
        this.syncing = syncing;
        this.events = events;
        this.tar = new TarReader(plain);
    }

    /** Pages that this part brought of files whose rest an older backup has. */
    Map<String, PagedFile> pages() {
        return brought;
    }

    /** Folders in which something was made. */
    Set<Path> folders() {
        return folders;
    }

    /** What of the files metadata was found, by number. */
    BitSet seen() {
        return seen;
    }

    FetchEvent.Brought sum() {
        return new FetchEvent.Brought(seen.cardinality(), files, brought.size(), written);
    }

    void read() throws IOException, InterruptedException {
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            entry(entry);
        }
    }

    private void entry(TarEntry entry) throws IOException, InterruptedException {
        switch (rule.judge(part.tar(), entry)) {
            case Member.Folder _ -> folder(entry);
            case Member.WholeFile _, Member.Pages _ -> file(entry);
            case Member.PassedOver(String name, Member.Why why) -> {
                if (isTaken(entry) && why == Member.Why.LINK_WITHOUT_TARGET) {
                    events.accept(new FetchEvent.LinkLeftOut(part, name));
                }
            }
        }
    }

    private void folder(TarEntry entry) throws IOException {
        if (isTaken(entry) || part.layer() == 0 || plan.manner().parentsFolders()) {
            folders.add(tree.folder(Tree.path(entry.name()), entry.mode(), part.layer() == 0));
        }
    }

    /** Whether the entry is taken from this layer; what is taken is noted. */
    private boolean isTaken(TarEntry entry) {
        return use(entry) != Selection.Use.NOT_WANTED;
    }

    private Selection.Use use(TarEntry entry) {
        int number = plan.selection().number(entry.name());
        Selection.Use use = plan.selection().use(part.layer(), entry.name(), number);
        if (number >= 0 && use != Selection.Use.NOT_WANTED && !part.last()) {
            if (seen.get(number)) {
                throw new FetchException.DamagedEntry(part.key(), entry.name(), "it is in the tar twice", null);
            }
            seen.set(number);
        }
        return use;
    }

    private void file(TarEntry entry) throws IOException, InterruptedException {
        String path = Tree.path(entry.name());
        Selection.Use use = use(entry);
        switch (path) {
            case CONTROL -> {
                // a backup through the replication protocol has it among its files, and alone
                if (isUtility(entry) && (part.isPgControl() || !plan.hasPgControl())) {
                    whole(entry, stagedControl, null);
                }
            }
            case "backup_label" -> {
                if (use == Selection.Use.WHOLE || isUtility(entry)) {
                    whole(entry, tree.file(path), null);
                }
            }
            case "tablespace_map" -> {
                if ((use == Selection.Use.WHOLE || isUtility(entry)) && !plan.leavesTablespaceMapOut()) {
                    whole(entry, tree.file(path), null);
                }
            }
            default -> {
                if (part.last()) {
                    return;
                }
                switch (use) {
                    case NOT_WANTED -> {
                        // an older copy, or not asked for
                    }
                    case WHOLE -> whole(entry, tree.file(path), memory.of(entry.name()));
                    case INCREMENT -> increment(entry, tree.file(path));
                }
            }
        }
    }

    /** Files of the wanted backup that no files metadata has to tell of. */
    private boolean isUtility(TarEntry entry) {
        return part.layer() == 0 && plan.selection().isWanted(entry.name());
    }

    /** @param newer what newer backups have brought of it; null when nothing */
    private void whole(TarEntry entry, Path file, @Nullable PagedFile newer) throws IOException, InterruptedException {
        syncing.reserve();
        FileChannel channel = open(file, entry.mode(), newer == null);
        boolean handedOver = false;
        try {
            if (newer == null) {
                copy(channel, 0, entry.size());
            } else {
                tree.setMode(file, entry.mode() & 0777);
                new Completion(entry, newer).fill(channel);
            }
            files++;
            handedOver = true;
        } finally {
            close(file, channel, handedOver);
        }
    }

    private FileChannel open(Path file, int mode, boolean anew) throws IOException {
        try {
            return tree.open(file, mode, anew);
        } catch (IOException | RuntimeException failed) {
            syncing.release();
            throw failed;
        }
    }

    private void close(Path file, FileChannel channel, boolean whole) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            folders.add(folder);
        }
        if (whole) {
            syncing.finish(channel);
        } else {
            syncing.release();
            channel.close();
        }
    }

    /** Writes the next bytes of the entry to a place. */
    private void copy(FileChannel file, long position, long bytes) throws IOException {
        long at = position;
        for (long left = bytes; left > 0; ) {
            ByteBuffer piece = tar.lend((int) Math.min(AT_ONCE, left));
            int length = piece.remaining();
            while (piece.hasRemaining()) {
                at += file.write(piece, at);
            }
            left -= length;
            written += length;
            events.accept(new FetchEvent.Written(part, length));
        }
    }

    private void pass(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            left -= tar.lend((int) Math.min(AT_ONCE, left)).remaining();
        }
    }

    private void increment(TarEntry entry, Path file) throws IOException, InterruptedException {
        PagedFile newer = memory.of(entry.name());
        PageSet pages = new PageSet();
        Increment increment = read(entry, pages);
        rule.checkSize(part.tar(), entry, increment.fileBytes());
        long limit = newer == null ? increment.fileBytes() : newer.limit();
        PagedFile own = new PagedFile(increment.fileBytes(), increment.fileBytes(), increment.pageBytes(), pages);
        if (newer != null) {
            checkPages(entry, newer, own);
        }
        syncing.reserve();
        FileChannel channel = open(file, 0600, newer == null);
        boolean handedOver = false;
        try {
            int size = increment.pageBytes();
            long page = pages.next(0);
            while (page != Long.MAX_VALUE) {
                long end = Math.min(pages.nextAbsent(page), page + AT_ONCE / size);
                pages(newer, channel, page, end, size, limit);
                page = pages.next(end);
            }
            brought.put(entry.name(), own);
            files++;
            handedOver = true;
        } finally {
            close(file, channel, handedOver);
        }
    }

    /** Pages that lie beside each other. */
    private void pages(@Nullable PagedFile newer, FileChannel file, long from, long to, int size, long limit)
            throws IOException {
        long page = from;
        while (page < to) {
            boolean there = newer != null && newer.pages().contains(page);
            boolean cut = page * size >= limit;
            long end = page + 1;
            while (end < to && !cut && (newer != null && newer.pages().contains(end)) == there && end * size < limit) {
                end++;
            }
            if (there || cut) {
                pass((end - page) * size);
            } else {
                long bytes = Math.min(end * size, limit) - page * size;
                copy(file, page * size, bytes);
                pass((end - page) * size - bytes);
            }
            page = end;
        }
    }

    private Increment read(TarEntry entry, PageSet pages) throws IOException {
        try {
            return Increment.read(
                    tar.content(),
                    entry.size(),
                    entry.name().contains("orioledb_data"),
                    (size, page) -> pages.add(page));
        } catch (Increment.DamagedException damaged) {
            throw new FetchException.DamagedEntry(
                    part.key(), entry.name(), "as an increment, " + damaged.getMessage(), damaged);
        }
    }

    private void checkPages(TarEntry entry, PagedFile newer, PagedFile own) {
        if (newer.pageBytes() != 0 && own.pageBytes() != 0 && newer.pageBytes() != own.pageBytes()) {
            throw new FetchException.DamagedEntry(
                    part.key(),
                    entry.name(),
                    "its pages have " + own.pageBytes() + " bytes, and " + newer.pageBytes() + " in a newer delta",
                    null);
        }
    }

    /** The rest of a file of which deltas brought some pages. */
    private final class Completion {

        private final TarEntry entry;
        private final PagedFile newer;
        private final int size;
        private final long end;

        Completion(TarEntry entry, PagedFile newer) {
            this.entry = entry;
            this.newer = newer;
            this.size = newer.sizeOfPages();
            this.end = Math.min(entry.size(), newer.limit());
        }

        void fill(FileChannel file) throws IOException {
            checkRest();
            long at = 0;
            while (at < end) {
                long page = at / size;
                long absent = newer.pages().nextAbsent(page);
                long there = Math.min(end, absent * size);
                if (there > at) {
                    pass(there - at);
                    at = there;
                    continue;
                }
                long next = newer.pages().next(page);
                long to = next == Long.MAX_VALUE ? end : Math.min(end, next * size);
                copy(file, at, to - at);
                at = to;
            }
            if (file.size() < newer.bytes()) {
                file.write(ByteBuffer.allocate(1), newer.bytes() - 1);
                written++;
            }
        }

        /** Behind the end of the older file each page must have been brought, up to where the file was cut off once. */
        private void checkRest() {
            if (plan.manner().uncoveredAreZero()) {
                return;
            }
            long first = -1;
            long count = 0;
            long pages = newer.limit() / size;
            for (long page = newer.pages().nextAbsent(entry.size() / size); page < pages; ) {
                long next = Math.min(pages, newer.pages().next(page));
                first = first < 0 ? page : first;
                count += next - page;
                page = newer.pages().nextAbsent(next);
            }
            if (count > 0) {
                throw new FetchException.MissingPages(entry.name(), first, count);
            }
        }
    }
}
