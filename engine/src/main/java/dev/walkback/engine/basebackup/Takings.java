package dev.walkback.engine.basebackup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What is done with the members of a backup that stands by itself. */
final class Takings {

    private static final String WAL = "pg_wal/";

    private Takings() {}

    /** They are looked at, and WAL is proved. */
    static ProvedPass.Taking reading(Gathered gathered) {
        return (member, content) -> {
            if (isWal(member)) {
                gathered.wal().take(member.path().substring(WAL.length()), member.bytes(), content);
            }
        };
    }

    /** They are written, and WAL is proved on the way. Links are made anew, to where tablespaces go now. */
    static ProvedPass.Taking writing(Gathered gathered, DataTree tree) {
        return (member, content) -> {
            if (member.type() == Member.Type.FOLDER) {
                tree.folder(member);
            } else if (isWal(member)) {
                try (OutputStream out = tree.file(member)) {
                    String name = member.path().substring(WAL.length());
                    gathered.wal().take(name, member.bytes(), new Copied(content, out));
                }
            } else if (member.isFile()) {
                tree.copy(member, content);
            }
        };
    }

    private static boolean isWal(Member member) {
        return member.isFile()
                && member.path().startsWith(WAL)
                && member.path().indexOf('/', WAL.length()) < 0;
    }

    /** Writes down what passes. */
    private static final class Copied extends FilterInputStream {

        private final OutputStream out;

        Copied(InputStream in, OutputStream out) {
            super(in);
            this.out = out;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0) {
                out.write(into, offset, read);
            }
            return read;
        }
    }
}
