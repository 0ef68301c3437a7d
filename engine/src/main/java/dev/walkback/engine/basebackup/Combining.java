package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.BaseBackup.Role;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Puts a chain of PostgreSQL's own incremental backups together, newest first, in one pass over each: what the newest has whole is
 * written as it is, and of a file that it has changes of each block is taken from the newest backup that holds it. So each block
 * is written once, and tars need not be unpacked on the way.
 *
 * <p>A block that is behind the length that the newest backup noted is not looked for in older ones: it was cut off meanwhile. One
 * that nobody holds was never written to, and is zeros.
 */
final class Combining {

    private final List<Preface> chain;
    private final DataTree tree;
    private final ProvedPass.Taking writing;
    private final LongConsumer progress;
    /** Files of which blocks are still missing, by the paths that they will have. */
    private final Map<String, Unfinished> unfinished = new TreeMap<>();

    private final List<String> rebuilt = new ArrayList<>();
    private final byte[] block = new byte[IncrementalFile.BLOCK_BYTES];

    private record Unfinished(int length, int truncation, BitSet have) {}

    /**
     * @param chain the full backup first
     * @param tablespaces by number, where they go
     */
    Combining(List<Preface> chain, DataTree tree, Map<String, Path> tablespaces, LongConsumer progress) {
        this.chain = List.copyOf(chain);
        this.tree = tree;
        this.writing = Takings.writing(chain.getLast(), tree, tablespaces);
        this.progress = progress;
    }

    /** Which files were put together out of several. */
    List<String> rebuilt() {
        return List.copyOf(rebuilt);
    }

    /**
     * Everything but WAL.
     *
     * @return what was met in the newest
     * @throws UnfitBackupException when one of them is damaged, or they do not fit together
     */
    Gathered run() throws IOException {
        Gathered newest = pass(chain.getLast(), this::newest);
        for (int i = chain.size() - 2; i >= 0; i--) {
            Gathered older = pass(chain.get(i), this::older);
            checkSystem(chain.get(i), older, newest);
        }
        if (!unfinished.isEmpty()) {
            String first = unfinished.keySet().iterator().next();
            throw new UnfitBackupException(
                    chain.getFirst().backup().folder(),
                    Defect.Kind.CHAIN_BROKEN,
                    first,
                    "there are changes of it, and no backup of the chain has it whole");
        }
        return newest;
    }

    @FunctionalInterface
    private interface Taking {
        void take(Preface of, Member member, InputStream content) throws IOException;
    }

    private Gathered pass(Preface preface, Taking taking) throws IOException {
        Proof proof = new Proof(preface.manifest(), preface.backup());
        Gathered gathered = new Gathered();
        ProvedPass pass = new ProvedPass(proof, gathered, (member, content) -> taking.take(preface, member, content));
        for (Part part : preface.backup().parts()) {
            if (part.role() != Role.WAL) {
                new PartReading(preface.backup(), progress).read(part, pass);
                proof.partEnds(part);
            }
            if (!proof.defects().isEmpty()) {
                throw new UnfitBackupException(preface.backup().folder(), proof.defects());
            }
        }
        List<Defect> defects = gathered.ofData(preface);
        if (!defects.isEmpty()) {
            throw new UnfitBackupException(preface.backup().folder(), defects);
        }
        return gathered;
    }

    private static void checkSystem(Preface of, Gathered older, Gathered newest) {
        SystemIdentifier one =
                older.pgControl().map(PgControl::systemIdentifier).orElseThrow();
        SystemIdentifier other =
                newest.pgControl().map(PgControl::systemIdentifier).orElseThrow();
        if (!one.equals(other)) {
            throw new UnfitBackupException(
                    of.backup().folder(),
                    Defect.Kind.FOREIGN,
                    "global/pg_control",
                    "it is of the system " + one + ", and the newest backup of " + other);
        }
    }

    private void newest(Preface of, Member member, InputStream content) throws IOException {
        if (member.isFile() && member.path().equals("backup_label")) {
            LabelText.writeWhole(tree, member, content);
        } else if (member.isFile() && IncrementalFile.isNamed(member.path())) {
            begin(of, member, content);
        } else {
            writing.take(member, content);
        }
    }

    private void begin(Preface of, Member member, InputStream content) throws IOException {
        IncrementalFile changes = head(of, member, content);
        String path = IncrementalFile.wholePath(member.path());
        Unfinished file = new Unfinished(changes.length(), changes.truncation(), new BitSet());
        if (unfinished.put(path, file) != null) {
            throw damaged(of, member, "it is there twice");
        }
        rebuilt.add(path);
        Member whole = new Member(path, Member.Type.FILE, 0, member.mode(), "");
        try (FileChannel out = tree.channel(whole)) {
            for (int number : changes.blocks()) {
                write(out, number, content, file);
            }
            lengthen(out, (long) file.length() * IncrementalFile.BLOCK_BYTES);
        }
    }

    /** Zeros up to the end, without writing them. */
    private static void lengthen(FileChannel out, long bytes) throws IOException {
        if (out.size() < bytes) {
            out.write(ByteBuffer.allocate(1), bytes - 1);
        }
    }

    private void older(Preface of, Member member, InputStream content) throws IOException {
        if (!member.isFile()) {
            return;
        }
        boolean changes = IncrementalFile.isNamed(member.path());
        String path = changes ? IncrementalFile.wholePath(member.path()) : member.path();
        Unfinished file = unfinished.get(path);
        if (file == null) {
            return;
        }
        try (FileChannel out = tree.again(path)) {
            if (changes) {
                for (int number : head(of, member, content).blocks()) {
                    take(out, number, content, file);
                }
                return;
            }
            if (member.bytes() % IncrementalFile.BLOCK_BYTES != 0) {
                throw damaged(of, member, "it has " + member.bytes() + " bytes, which are no whole blocks");
            }
            for (int number = 0; number < member.bytes() / IncrementalFile.BLOCK_BYTES; number++) {
                take(out, number, content, file);
            }
        }
        unfinished.remove(path);
    }

    /** Also what is not wanted has to be read: the checksum is of all of it. */
    private void take(FileChannel out, int number, InputStream content, Unfinished file) throws IOException {
        if (number < file.truncation() && !file.have().get(number)) {
            write(out, number, content, file);
        } else {
            new DataInputStream(content).readFully(block);
        }
    }

    private void write(FileChannel out, int number, InputStream content, Unfinished file) throws IOException {
        new DataInputStream(content).readFully(block);
        ByteBuffer bytes = ByteBuffer.wrap(block);
        long at = (long) number * IncrementalFile.BLOCK_BYTES;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
        file.have().set(number);
    }

    private static IncrementalFile head(Preface of, Member member, InputStream content) throws IOException {
        try {
            return IncrementalFile.read(content, member.bytes());
        } catch (IncrementalFile.DamagedException e) {
            throw damaged(of, member, String.valueOf(e.getMessage()));
        }
    }

    private static UnfitBackupException damaged(Preface of, Member member, String why) {
        return new UnfitBackupException(of.backup().folder(), Defect.Kind.INCREMENT_DAMAGED, member.path(), why);
    }
}
