package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PageInspection;
import dev.walkback.engine.push.page.PageProof;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Looks at the pages of a file that goes in whole, piece by piece; pieces that do not end where pages do are put together. */
final class WholeFileLook implements PageInspection {

    private final String name;
    private final PageLook look;
    private final int pageBytes;
    private final @Nullable PageProof proof;
    private final @Nullable VisibilityMap map;
    private final DeltaTally tally;
    private final ByteBuffer cut;
    private long number;
    private boolean blanked;

    WholeFileLook(
            String name, PageLook look, @Nullable PageProof proof, @Nullable VisibilityMap map, DeltaTally tally) {
        this.name = name;
        this.look = look;
        this.pageBytes = look.pageBytes();
        this.proof = proof;
        this.map = map;
        this.tally = tally;
        this.cut = ByteBuffer.allocate(pageBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void bytes(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        if (cut.position() > 0) {
            int missing = Math.min(cut.remaining(), length);
            cut.put(bytes, at, missing);
            at += missing;
            if (!cut.hasRemaining()) {
                page(cut, 0);
                cut.clear();
            }
        }
        int whole = (end - at) / pageBytes * pageBytes;
        if (map != null && whole > 0 && map.blank(bytes, at, whole) && !blanked) {
            blanked = true;
            tally.blankedMap();
        }
        ByteBuffer pages = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int each = at; each < at + whole; each += pageBytes) {
            page(pages, each);
        }
        cut.put(bytes, at + whole, end - at - whole);
    }

    @Override
    public CorruptPages corrupt() {
        return look.corrupt(name, proof);
    }

    private void page(ByteBuffer pages, int at) {
        if (proof != null) {
            proof.page(pages, at, number);
        }
        number++;
    }
}
