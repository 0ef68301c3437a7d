package dev.walkback.engine.basebackup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One pass over a part's members: each file is held against the manifest while it is read. pg_control is kept back, whatever becomes
 * of the others.
 */
final class ProvedPass implements PartReading.Members {

    private static final int BUFFER = 1 << 17;

    private final Proof proof;
    private final Gathered gathered;
    private final Taking taking;
    private final byte[] buffer = new byte[BUFFER];

    /** What is done with a member; of its content as much is read as is wanted. */
    @FunctionalInterface
    interface Taking {
        void take(Member member, InputStream content) throws IOException;
    }

    ProvedPass(Proof proof, Gathered gathered, Taking taking) {
        this.proof = proof;
        this.gathered = gathered;
        this.taking = taking;
    }

    /** What is not as it is listed is told, and nothing is done with it. */
    @Override
    public boolean take(Member member, InputStream content) throws IOException {
        if (!member.isFile()) {
            taking.take(member, content);
            return true;
        }
        if (proof.begins(member.path(), member.bytes())) {
            RunningChecksum sum = proof.checksum(member.path());
            InputStream summed = new Summed(content, sum);
            if (member.isPgControl()) {
                gathered.control(summed);
            } else {
                taking.take(member, summed);
            }
            while (summed.read(buffer) >= 0) {
                // what is read is summed
            }
            proof.ended(member.path(), sum);
        }
        return true;
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
}
