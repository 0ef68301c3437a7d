package dev.walkback.engine.basebackup;

import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.stage.ShellWord;
import dev.walkback.engine.restore.stage.WalStage;
import dev.walkback.engine.wal.WalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The script that hands WAL out of a plain archive to PostgreSQL, in a folder of its own; the archive is only read. It ends with 0
 * when the file is in place, with 1 when the archive certainly does not have it, and with 254 for everything else, on which
 * PostgreSQL stops instead of promoting.
 *
 * <p>A folder whose disk is not mounted looks like one without WAL. So the archive counts as there only while it has a file that it
 * had when the script was written; and a file that it had then and has no more is a failure, not an end.
 */
public record ArchiveGuard(Path folder) {

    private static final String NAMES = "names";
    private static final String SCRIPT = """
            #!/bin/sh
            # hands WAL from ARCHIVE to PostgreSQL; written by walkback
            # 0: in place  1: the archive is there and does not have it  254: anything else, so that PostgreSQL stops
            archive=@ARCHIVE@
            names=@NAMES@
            witness=@WITNESS@
            bytes=@BYTES@
            fail() { echo "walkback: $*" >&2; rm -f -- "$target"; exit 254; }
            [ $# -eq 2 ] || { echo "walkback: two words are needed" >&2; exit 254; }
            file=$1
            target=$2
            case $file in ''|*/*|.*|*[!0-9A-Za-z.]*) fail "no name of WAL: $file" ;; esac
            give() {
                case $1 in
                    *.gz) gzip -dc -- "$1" > "$target" ;;
                    *.lz4) lz4 -dcq -- "$1" > "$target" ;;
                    *.zst) zstd -dcq -- "$1" > "$target" ;;
                    *) cp -- "$1" "$target" ;;
                esac || fail "$1 could not be copied"
                case $file in
                    ????????????????????????)
                        [ "$(wc -c < "$target")" -eq "$bytes" ] || fail "$1 has not the size of a segment" ;;
                    *) [ -s "$target" ] || fail "$1 is empty" ;;
                esac
                exit 0
            }
            look() {
                for stored in "$archive/$file" "$archive/$file.gz" "$archive/$file.lz4" "$archive/$file.zst"; do
                    [ -e "$stored" ] && give "$stored"
                done
            }
            look
            grep -q '^end [0-9][0-9]*$' "$names" || fail "$names cannot be read"
            grep -qxF -- "$file" "$names"
            case $? in
                0) fail "$file was in $archive and is there no more" ;;
                1) ;;
                *) fail "$names cannot be read" ;;
            esac
            [ -s "$witness" ] || fail "$archive is not what it was: $witness is not there"
            ls -- "$archive" > /dev/null 2>&1 || fail "$archive cannot be listed"
            look
            [ -s "$witness" ] || fail "$archive went away"
            exit 1
            """;

    /** @throws IllegalArgumentException for an archive without a single segment: nothing would tell it from an empty mount point */
    public void write(WalArchive archive) throws IOException {
        WalArchive.Stored witness = archive.files().values().stream()
                .filter(file -> WalFile.named(file.name()) instanceof WalFile.Whole)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("there is no WAL in " + archive.folder()));
        new Directories(null).make(folder);
        List<String> names = List.copyOf(archive.files().keySet());
        put(NAMES, String.join("\n", names) + "\nend " + names.size() + "\n", "rw-r--r--");
        put("fetch", script(archive, witness.path()), "rwxr-xr-x");
        Directories.persist(folder);
    }

    private String script(WalArchive archive, Path witness) {
        return SCRIPT.replace("@ARCHIVE@", ShellWord.of(archive.folder().toString()))
                .replace("@NAMES@", ShellWord.of(folder.resolve(NAMES).toString()))
                .replace(
                        "@WITNESS@",
                        ShellWord.of(
                                archive.folder().resolve(witness.getFileName()).toString()))
                .replace("@BYTES@", Integer.toString(archive.segmentSize().bytes()));
    }

    private void put(String name, String text, String mode) throws IOException {
        Path unfinished = folder.resolve("." + name + ".unfinished");
        try (FileChannel out = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What {@code restore_command} is set to, not yet quoted for a configuration file. */
    public String restoreCommand() {
        return new WalStage(folder).restoreCommand();
    }
}
