package dev.walkback.engine.basebackup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One pass over a part's members: each is proved while it is read, and written where there is somewhere to write it. */
final class PartPass implements PartReading.Members {

    private static final String WAL = "pg_wal/";
    private static final int BUFFER = 1 << 17;

    private final Proof proof;
    private final Gathered gathered;
    private final @Nullable DataTree tree;
    private final byte[] buffer = new byte[BUFFER];

    /** @param tree null where it is only read */
    PartPass(Proof proof, Gathered gathered, @Nullable DataTree tree) {
        this.proof = proof;
        this.gathered = gathered;
        this.tree = tree;
    }

    @Override
    public boolean take(Member member, InputStream content) throws IOException {
        switch (member.type()) {
            case FOLDER -> {
                if (tree != null) {
                    tree.folder(member);
                }
            }
            // the links are made anew, to where tablespaces go now
            case TABLESPACE_LINK -> {}
            case FILE -> file(member, content);
        }
        // what must not be there ends the writing, and a check goes on to find all of it
        return tree == null || proof.defects().isEmpty();
    }

    private void file(Member member, InputStream content) throws IOException {
        if (!proof.begins(member.path(), member.bytes())) {
            return;
        }
        RunningChecksum sum = proof.checksum(member.path());
        InputStream summed = new Summed(content, sum);
        if (member.isPgControl()) {
            gathered.control(summed);
        } else if (isWal(member.path())) {
            wal(member, summed);
        } else {
            copy(member, summed);
        }
        drain(summed);
        proof.ended(member.path(), sum);
    }

    private static boolean isWal(String path) {
        return path.startsWith(WAL) && path.indexOf('/', WAL.length()) < 0;
    }

    private void wal(Member member, InputStream content) throws IOException {
        String name = member.path().substring(WAL.length());
        if (tree == null) {
            gathered.wal().take(name, member.bytes(), content);
            return;
        }
        try (OutputStream out = tree.file(member)) {
            gathered.wal().take(name, member.bytes(), new Copied(content, out));
        }
    }

    private void copy(Member member, InputStream content) throws IOException {
        if (tree == null) {
            return;
        }
        try (OutputStream out = tree.file(member)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private void drain(InputStream content) throws IOException {
        while (content.read(buffer) >= 0) {
            // what is read is summed
        }
    }

    /** Adds up what passes. */
    private static final class Summed extends FilterInputStream {

        private final RunningChecksum sum;

        Summed(InputStream in, RunningChecksum sum) {
            super(in);
            this.sum = sum;
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
                sum.update(into, offset, read);
            }
            return read;
        }
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
