package dev.walkback.storage.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.walkback.storage.Location;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one object. What fits into one block goes in one request; anything larger in blocks, several under way
 * at once, which nobody sees before the list of them is committed. Blocks of an upload that was given up are not visible and
 * cannot be removed; the service discards them with the next write of that key, or after a week.
 *
 * <p>Each request carries the MD5 of its bytes, which the service checks.
 */
final class BlockUpload extends OutputStream {

    private static final int MOST_BLOCKS = 50_000;
    // so many blocks of one size, then larger ones: content of unknown length reaches 2.4 TiB with blocks of 8 MiB
    private static final int BLOCKS_OF_ONE_SIZE = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BlockBlobClient blob;
    private final Calls calls;
    private final AzureConfig config;
    private final Location location;
    private final String key;
    private final String attempted;
    private final Overwrite overwrite;
    private final byte[] upload = new byte[16];

    private final List<String> blocks = new ArrayList<>();
    private final Queue<Future<Void>> underWay = new ArrayDeque<>();
    private byte[] block;
    private int filled;
    private int blockSize;
    private @Nullable RuntimeException failure;

    /** @param length of all the bytes, or null when nobody knows */
    BlockUpload(
            BlockBlobClient blob,
            Calls calls,
            AzureConfig config,
            Location location,
            String key,
            @Nullable Long length,
            Overwrite overwrite) {
        this.blob = blob;
        this.calls = calls;
        this.config = config;
        this.location = location;
        this.key = key;
        this.attempted = "write " + key;
        this.overwrite = overwrite;
        this.blockSize = blockSize(config.blockSize(), length);
        // small content of known length needs no whole block of memory
        this.block = new byte[length == null ? Math.min(blockSize, 1 << 16) : (int) Math.min(blockSize, length)];
        RANDOM.nextBytes(upload);
    }

    static int blockSize(long wanted, @Nullable Long length) {
        long needed = length == null ? 0 : (length + MOST_BLOCKS - 1) / MOST_BLOCKS;
        return (int) Math.min(Math.max(wanted, needed), 1 << 30);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        if (failure != null) {
            throw failure;
        }
        int start = offset;
        int left = length;
        while (left > 0) {
            if (filled == blockSize) {
                stage();
            }
            grow(left);
            int now = Math.min(left, block.length - filled);
            System.arraycopy(from, start, block, filled, now);
            filled += now;
            start += now;
            left -= now;
        }
    }

    private void grow(int more) {
        if (filled == block.length) {
            long wanted = Math.max((long) block.length * 2, (long) filled + more);
            block = Arrays.copyOf(block, (int) Math.min(blockSize, wanted));
        }
    }

    private void stage() {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new StorageException.Interrupted(location, attempted, null);
            }
            if (blocks.size() == MOST_BLOCKS) {
                throw new StorageException.Rejected(
                        location, attempted, "it needs more than " + MOST_BLOCKS + " blocks", null);
            }
            while (underWay.size() >= config.buffers()) {
                awaitOne();
            }
            String id = id(blocks.size());
            BlockBlobStageBlockOptions options = new BlockBlobStageBlockOptions(id, taken());
            options.setContentMd5(md5(options.getData().toBytes()));
            blocks.add(id);
            underWay.add(calls.begin(() -> {
                blob.stageBlockWithResponse(options, config.tryTimeout(), Context.NONE);
                return null;
            }));
            if (blocks.size() % BLOCKS_OF_ONE_SIZE == 0) {
                blockSize = (int) Math.min(1L << 30, blockSize * 2L);
            }
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private BinaryData taken() {
        byte[] full = filled == block.length ? block : Arrays.copyOf(block, filled);
        block = new byte[blockSize];
        filled = 0;
        return BinaryData.fromBytes(full);
    }

    private void awaitOne() {
        Future<Void> first = underWay.remove();
        calls.outcome(attempted, key, limit(), first);
    }

    private Duration limit() {
        return config.tryTimeout().plusSeconds(5);
    }

    /** Stores what was written. The object is there when this returns. */
    BlockBlobItem finish() {
        if (failure != null) {
            throw failure;
        }
        if (blocks.isEmpty()) {
            return put();
        }
        if (filled > 0) {
            stage();
        }
        while (!underWay.isEmpty()) {
            awaitOne();
        }
        BlockBlobCommitBlockListOptions options =
                new BlockBlobCommitBlockListOptions(blocks).setRequestConditions(conditions(overwrite));
        return calls.make(
                attempted,
                key,
                limit(),
                () -> blob.commitBlockListWithResponse(options, config.tryTimeout(), Context.NONE)
                        .getValue());
    }

    private BlockBlobItem put() {
        byte[] bytes = Arrays.copyOf(block, filled);
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                .setContentMd5(md5(bytes))
                .setRequestConditions(conditions(overwrite));
        return calls.make(
                attempted,
                key,
                limit(),
                () -> blob.uploadWithResponse(options, config.tryTimeout(), Context.NONE)
                        .getValue());
    }

    static BlobRequestConditions conditions(Overwrite overwrite) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        return overwrite == Overwrite.REFUSED ? conditions.setIfNoneMatch("*") : conditions;
    }

    /** Gives up: what is under way is cut off. */
    void abandon() {
        underWay.forEach(block -> block.cancel(true));
        underWay.clear();
    }

    /** As long as the ones that WAL-G makes: the service wants all blocks of a key, left-over ones too, to agree in that. */
    private String id(int number) {
        byte[] id = Arrays.copyOf(upload, 64);
        for (int i = 0; i < 4; i++) {
            id[16 + i] = (byte) (number >> (24 - 8 * i));
        }
        return Base64.getEncoder().encodeToString(id);
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
