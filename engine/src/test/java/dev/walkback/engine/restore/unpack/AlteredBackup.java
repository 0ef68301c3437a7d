package dev.walkback.engine.restore.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.fetch.FetchException;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.DamagedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A sound full backup and a delta of it, of which somebody changes the delta. */
final class AlteredBackup {

    static final String FULL = "base_000000010000000000000003";
    static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";

    private static final Codec LZ4 = Codecs.withExtension("lz4").orElseThrow();
    private static final int BLOCK = 512;

    private final Path archive;

    AlteredBackup(Path empty) {
        this.archive = DamagedArchive.unpackInto(empty, "short-wal");
    }

    Path archive() {
        return archive;
    }

    /** Changes the delta's one part, decoded. */
    void part(UnaryOperator<byte[]> change) throws IOException {
        Path part = folder(DELTA).resolve("tar_partitions/part_001.tar.lz4");
        byte[] tar;
        try (InputStream plain = LZ4.decoding(new ByteArrayInputStream(Files.readAllBytes(part)))) {
            tar = plain.readAllBytes();
        }
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream plain = LZ4.encoding(stored)) {
            plain.write(change.apply(tar));
        }
        // no less than what was pushed, which is told without unpacking
        stored.writeBytes(skippable(Math.max(0, (int) Files.size(part) - stored.size())));
        Files.write(part, stored.toByteArray());
    }

    /** A frame of lz4 that every reader passes over. */
    private static byte[] skippable(int bytes) {
        byte[] frame = new byte[8 + bytes];
        frame[0] = 0x50;
        frame[1] = 0x2A;
        frame[2] = 0x4D;
        frame[3] = 0x18;
        for (int i = 0; i < 4; i++) {
            frame[4 + i] = (byte) (bytes >>> (8 * i));
        }
        return frame;
    }

    void filesMetadata(String backup, UnaryOperator<String> change) throws IOException {
        Path file = folder(backup).resolve("files_metadata.json");
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private Path folder(String backup) {
        return archive.resolve("storage/basebackups_005/" + backup);
    }

    /** {@code ok}, the code of a refusal, or the kind of failure. */
    String fetch(Path data) throws IOException, InterruptedException {
        return fetch(data, 4);
    }

    String fetch(Path data, int atOnce) throws IOException, InterruptedException {
        OpenedArchive opened = OpenedArchive.in(archive, Layers.unencrypted());
        try {
            unpack(opened, UnpackRequest.of(new BackupName(DELTA), Destination.of(data), Manner.OURS));
            return "ok";
        } catch (RefusedException refused) {
            return refused.findings().getFirst().code().word();
        } catch (FetchException failed) {
            return failed.getClass().getSimpleName();
        }
    }

    static void unpack(OpenedArchive opened, UnpackRequest request) throws IOException, InterruptedException {
        BackupUnpack.prepare(request, opened.source(), opened.cluster()).run(Clock.systemUTC(), event -> {});
    }

    /** A header, and zeros for what it says that follows. */
    static byte[] member(String name, char type, long size, String linkTarget, int bytes) {
        byte[] member = new byte[BLOCK + (bytes + BLOCK - 1) / BLOCK * BLOCK];
        put(member, 0, name);
        put(member, 100, "0000600\0");
        put(member, 108, "0000000\0");
        put(member, 116, "0000000\0");
        put(member, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(member, 136, "00000000000\0");
        member[156] = (byte) type;
        put(member, 157, linkTarget);
        put(member, 257, "ustar\00000");
        seal(member);
        return member;
    }

    private static void seal(byte[] member) {
        put(member, 148, "        ");
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += member[i] & 0xff;
        }
        put(member, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** Where the content of a file begins. */
    static int contentOf(byte[] tar, String name) {
        byte[] wanted = (name + "\0").getBytes(UTF_8);
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            if (Arrays.equals(tar, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + BLOCK;
            }
        }
        throw new IllegalArgumentException("no " + name);
    }
}
