package dev.walkback.engine.plan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list that never changes and keeps its elements as bytes: a plan over a million objects takes about a hundred megabytes,
 * a third of what the objects themselves would. An element is made anew each time it is asked for.
 */
public final class Packed<E> extends AbstractList<E> implements RandomAccess {

    private static final int BLOCK = 1 << 18;

    private final Form<E> form;
    private final List<byte[]> blocks;
    /** Where each element begins: the block, then the place in it. */
    private final long[] places;

    private Packed(Form<E> form, List<byte[]> blocks, long[] places) {
        this.form = form;
        this.blocks = blocks;
        this.places = places;
    }

    /** How an element is written down. */
    public interface Form<E> {
        void write(E element, DataOutput out) throws IOException;

        E read(DataInput in) throws IOException;
    }

    /** Collects elements. Not for several threads. */
    public static final class Builder<E> {

        private final Form<E> form;
        private final List<byte[]> blocks = new ArrayList<>();
        private final ByteArrayOutputStream block = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(block);
        private long[] places = new long[16];
        private int size;

        public Builder(Form<E> form) {
            this.form = form;
        }

        public void add(E element) {
            if (block.size() >= BLOCK) {
                endBlock();
            }
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
            }
            places[size++] = ((long) blocks.size() << Integer.SIZE) | block.size();
            try {
                form.write(element, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void endBlock() {
            blocks.add(block.toByteArray());
            block.reset();
        }

        public Packed<E> list() {
            endBlock();
            return new Packed<>(form, List.copyOf(blocks), Arrays.copyOf(places, size));
        }
    }

    @Override
    public E get(int index) {
        long place = places[index];
        byte[] block = blocks.get((int) (place >> Integer.SIZE));
        int from = (int) place;
        try {
            return form.read(new DataInputStream(new ByteArrayInputStream(block, from, block.length - from)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int size() {
        return places.length;
    }
}
