package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.BaseBackup.Role;
import dev.walkback.engine.tar.DamagedTarException;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.codec.DamagedStreamException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Goes through a base backup's parts, member by member, from tars and plain folders alike.
 *
 * @param progress is told of each few stored bytes that were read
 */
record PartReading(BaseBackup backup, LongConsumer progress) {

    private static final int BUFFER = 1 << 17;

    /** Is told of every member in turn. */
    @FunctionalInterface
    interface Members {

        /**
         * @param content of a file; need not be read
         * @return whether to go on
         */
        boolean take(Member member, InputStream content) throws IOException;
    }

    /** @throws UnfitBackupException for a part that is damaged, or has a member that must not be followed */
    void read(Part part, Members members) throws IOException {
        if (backup.form() == BaseBackup.Form.PLAIN) {
            new FolderReading(this).read(part, members);
            return;
        }
        try (InputStream plain = Codecs.ofKey(part.name())
                .decoding(new BufferedInputStream(new Counted(Files.newInputStream(part.path()), progress), BUFFER))) {
            members(part, new TarReader(plain), members);
        } catch (DamagedTarException e) {
            throw damaged(part, "at offset " + e.offset() + " of its content: " + e.why());
        } catch (DamagedStreamException e) {
            throw damaged(part, e.sentence());
        }
    }

    private void members(Part part, TarReader tar, Members members) throws IOException {
        MemberRules rules = new MemberRules(
                backup.tablespaces().stream().map(Part::tablespace).collect(Collectors.toSet()));
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            String objection = rules.objection(part, entry);
            if (objection != null) {
                throw new UnfitBackupException(
                        backup.folder(),
                        Defect.Kind.MEMBER_HOSTILE,
                        entry.name(),
                        "in " + part.name() + ": " + objection);
            }
            if (!members.take(member(part, entry), tar.content())) {
                return;
            }
        }
    }

    private static Member member(Part part, TarEntry entry) {
        Member.Type type = switch (entry.kind()) {
            case FILE -> Member.Type.FILE;
            case SYMBOLIC_LINK -> Member.Type.TABLESPACE_LINK;
            default -> Member.Type.FOLDER;
        };
        return new Member(
                part.prefix() + MemberNames.plain(entry.name()), type, entry.size(), entry.mode(), entry.linkTarget());
    }

    private UnfitBackupException damaged(Part part, String why) {
        return new UnfitBackupException(backup.folder(), Defect.Kind.PART_DAMAGED, part.name(), why);
    }

    /** One file of a plain backup, opened so that what is read of it is counted. */
    InputStream open(Path file) throws IOException {
        return new Counted(Files.newInputStream(file), progress);
    }

    /** Whether this file is read with another part. */
    boolean isElsewhere(Part part, String path) {
        return part.role() == Role.DATA && (path.equals(BackupManifest.NAME) || path.equals("pg_wal"));
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer progress;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            progress.accept(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            progress.accept(Math.max(0, read));
            return read;
        }
    }
}
