package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One record, as a window that moves on: what it shows is true until the next one is asked for. There are millions in a gigabyte, so
 * nothing is made anew for each.
 */
public final class WalRecord {

    /** Bits of a block reference that are not the number of its fork. */
    static final int HAS_IMAGE = 0x10;

    static final int HAS_DATA = 0x20;
    static final int INITIALISES = 0x40;

    static final int MOST_BLOCKS = 33;

    private static final int FORK = 0x0F;

    long start;
    long end;
    long previous;
    long length;
    int xid;
    int info;
    int manager;
    int origin;
    int topXid;
    int blocks;
    long mainLength;

    final int[] id = new int[MOST_BLOCKS];
    final int[] flags = new int[MOST_BLOCKS];
    final int[] tablespace = new int[MOST_BLOCKS];
    final int[] database = new int[MOST_BLOCKS];
    final int[] relation = new int[MOST_BLOCKS];
    final int[] number = new int[MOST_BLOCKS];
    final int[] dataLength = new int[MOST_BLOCKS];
    final int[] imageLength = new int[MOST_BLOCKS];
    final int[] holeOffset = new int[MOST_BLOCKS];
    final int[] holeLength = new int[MOST_BLOCKS];
    final boolean[] imageApplies = new boolean[MOST_BLOCKS];
    final Compression[] compression = new Compression[MOST_BLOCKS];

    /** Where the content is that was asked for; of each part where it begins and how much of it there is. */
    byte[] content = new byte[0];

    final int[] dataAt = new int[MOST_BLOCKS];
    final int[] dataHeld = new int[MOST_BLOCKS];
    final int[] imageAt = new int[MOST_BLOCKS];
    final int[] imageHeld = new int[MOST_BLOCKS];
    int mainAt;
    int mainHeld;

    WalRecord() {
        Arrays.fill(compression, Compression.NONE);
    }

    /** Takes what the record's own header says. */
    void header(byte[] bytes, int from) {
        xid = LittleEndian.i32(bytes, from + 4);
        previous = LittleEndian.i64(bytes, from + 8);
        info = bytes[from + 16] & 0xFF;
        manager = bytes[from + 17] & 0xFF;
    }

    public Lsn start() {
        return new Lsn(start);
    }

    /** Where the next record may begin, before the header of a page that begins there. */
    public Lsn end() {
        return new Lsn(end);
    }

    public Lsn previous() {
        return new Lsn(previous);
    }

    /** With its header, without those of pages. */
    public long length() {
        return length;
    }

    /** 0 where it belongs to no transaction; 32 bits without a sign, as everything here that is an int. */
    public int xid() {
        return xid;
    }

    /** Eight bits; the upper four, sometimes three, belong to the manager. */
    public int info() {
        return info;
    }

    /** Which resource manager wrote it; from 128 on an extension's. */
    public int manager() {
        return manager;
    }

    /** Where it was replicated from; 0 for here. */
    public int origin() {
        return origin;
    }

    /** The transaction that {@link #xid} is a part of, where the record says so; else 0. */
    public int topXid() {
        return topXid;
    }

    /** How many blocks it refers to. The others below count them from 0, whatever their {@link #id} in the record. */
    public int blocks() {
        return blocks;
    }

    public int id(int block) {
        return id[block];
    }

    public int tablespace(int block) {
        return tablespace[block];
    }

    public int database(int block) {
        return database[block];
    }

    /** The relation's file number. */
    public int relation(int block) {
        return relation[block];
    }

    /** 0 the main one, 1 free space, 2 visibility, 3 initial. */
    public int fork(int block) {
        return flags[block] & FORK;
    }

    /** Counted in the fork from 0. */
    public int number(int block) {
        return number[block];
    }

    /** Whether replay begins with an empty page and so needs none. */
    public boolean initialises(int block) {
        return (flags[block] & INITIALISES) != 0;
    }

    public boolean hasImage(int block) {
        return (flags[block] & HAS_IMAGE) != 0;
    }

    /** Whether the image is to be put in place; otherwise it is there to be compared. */
    public boolean imageApplies(int block) {
        return imageApplies[block];
    }

    public Compression compression(int block) {
        return compression[block];
    }

    /** As it lies in the record. */
    public int imageLength(int block) {
        return imageLength[block];
    }

    /** Where the zeros begin that an image leaves out; 0 where it leaves out none. */
    public int holeOffset(int block) {
        return holeOffset[block];
    }

    /** How many zeros an image of a page of this size leaves out. */
    public int holeLength(int block, int pageBytes) {
        if (holeOffset[block] == 0) {
            return 0;
        }
        return compression[block] == Compression.NONE ? pageBytes - imageLength[block] : holeLength[block];
    }

    public int dataLength(int block) {
        return dataLength[block];
    }

    public long mainLength() {
        return mainLength;
    }

    /** As much of the block's data as was {@link Wanted}. */
    public ByteBuffer data(int block) {
        return slice(dataAt[block], dataHeld[block]);
    }

    /** As much of the block's image as was {@link Wanted}, as it lies in the record. */
    public ByteBuffer image(int block) {
        return slice(imageAt[block], imageHeld[block]);
    }

    /** As much of the main data as was {@link Wanted}. */
    public ByteBuffer main() {
        return slice(mainAt, mainHeld);
    }

    private ByteBuffer slice(int at, int held) {
        return ByteBuffer.wrap(content, at, held).slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
