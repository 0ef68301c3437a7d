package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.PartReading.Members;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Goes through a part of a plain backup. Links are told and never followed, but for those that the part itself is reached by. */
record FolderReading(PartReading reading) {

    private static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

    void read(Part part, Members members) throws IOException {
        Path root = part.path().toRealPath();
        Files.walkFileTree(root, new Visitor(part, root, members));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Part part;
        private final Path root;
        private final Members members;

        Visitor(Part part, Path root, Members members) {
            this.part = part;
            this.root = root;
            this.members = members;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            String path = root.relativize(folder).toString();
            if (path.isEmpty()) {
                return FileVisitResult.CONTINUE;
            }
            boolean goOn = members.take(
                    new Member(part.prefix() + path, Member.Type.FOLDER, 0, Modes.of(folder), ""), NOTHING);
            if (!goOn) {
                return FileVisitResult.TERMINATE;
            }
            return reading.isElsewhere(part, path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = root.relativize(file).toString();
            if (reading.isElsewhere(part, path)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                return link(file, path);
            }
            if (!attributes.isRegularFile()) {
                throw hostile(path, "it is neither a file nor a folder");
            }
            Member member = new Member(part.prefix() + path, Member.Type.FILE, attributes.size(), Modes.of(file), "");
            try (InputStream content = reading.open(file)) {
                return members.take(member, content) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        }

        private FileVisitResult link(Path file, String path) throws IOException {
            String target = Files.readSymbolicLink(file).toString();
            boolean toTablespace = part.role() == BaseBackup.Role.DATA
                    && path.startsWith("pg_tblspc/")
                    && MemberNames.isOid(String.valueOf(file.getFileName()));
            if (!toTablespace) {
                throw hostile(path, "it is a link to " + target);
            }
            boolean goOn = members.take(new Member(path, Member.Type.TABLESPACE_LINK, 0, 0777, target), NOTHING);
            return goOn ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        private UnfitBackupException hostile(String path, String why) {
            return new UnfitBackupException(
                    reading.backup().folder(), Defect.Kind.MEMBER_HOSTILE, part.prefix() + path, why);
        }
    }
}
