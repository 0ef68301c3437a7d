package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.pack.OpenIncrement;
import dev.walkback.engine.push.page.PageProof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pages of a file in the form that {@link dev.walkback.engine.backup.Increment} describes. */
final class PagesIncrement implements OpenIncrement {

    private static final int MAGIC = 0x55316977;
    private static final int HEAD_BYTES = 16;
    private static final int MOST_AT_ONCE = 32;

    private final String name;
    private final PageLook look;
    private final FoundPages found;
    private final FileChannel open;
    private final int pageBytes;
    private final ByteLimit limit;
    private final DeltaTally tally;
    private final @Nullable PageProof proof;

    /** @param proof null where checksums are not looked at */
    PagesIncrement(
            String name,
            FoundPages found,
            FileChannel open,
            PageLook look,
            ByteLimit limit,
            DeltaTally tally,
            @Nullable PageProof proof) {
        this.found = found;
        this.open = open;
        this.name = name;
        this.look = look;
        this.pageBytes = look.pageBytes();
        this.limit = limit;
        this.tally = tally;
        this.proof = proof;
    }

    @Override
    public long bytes() {
        return HEAD_BYTES + (long) found.numbers().length * (Integer.BYTES + pageBytes);
    }

    @Override
    public void writeTo(EntrySink out) throws IOException {
        head(out);
        if (found.areKept()) {
            for (int i = 0; i < found.numbers().length; i++) {
                byte[] page = found.contents().get(i);
                prove(page, 0, found.numbers()[i]);
                out.write(page, 0, pageBytes);
            }
        } else {
            readAgain(out);
        }
    }

    @Override
    public CorruptPages corrupt() {
        return look.corrupt(name, proof);
    }

    private void head(EntrySink out) throws IOException {
        int[] numbers = found.numbers();
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES + numbers.length * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putLong(found.fileBytes())
                .putInt(numbers.length);
        for (int number : numbers) {
            head.putInt(number);
        }
        out.write(head.array(), 0, head.position());
    }

    /** Pages that lie side by side are read together. */
    private void readAgain(EntrySink out) throws IOException {
        int[] numbers = found.numbers();
        byte[] pages = new byte[Math.min(numbers.length, MOST_AT_ONCE) * pageBytes];
        int next = 0;
        while (next < numbers.length) {
            int count = 1;
            while (count < MOST_AT_ONCE
                    && next + count < numbers.length
                    && numbers[next + count] == numbers[next] + count) {
                count++;
            }
            fill(pages, count * pageBytes, (long) numbers[next] * pageBytes);
            for (int i = 0; i < count; i++) {
                prove(pages, i * pageBytes, numbers[next + i]);
            }
            out.write(pages, 0, count * pageBytes);
            next += count;
        }
    }

    /** What is gone by now becomes zeros. */
    private void fill(byte[] pages, int bytes, long at) throws IOException {
        limit.take(bytes);
        ByteBuffer into = ByteBuffer.wrap(pages, 0, bytes);
        while (into.hasRemaining() && open.read(into, at + into.position()) >= 0) {
            // until it is full, or the file ends
        }
        tally.read(into.position());
        Arrays.fill(pages, into.position(), bytes, (byte) 0);
    }

    private void prove(byte[] pages, int at, int number) {
        if (proof != null) {
            proof.page(ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN), at, number);
        }
    }
}
