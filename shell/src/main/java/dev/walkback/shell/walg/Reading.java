package dev.walkback.shell.walg;

import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code st cat} and {@code st get}. */
final class Reading {

    private Reading() {}

    static void cat(Words words, Session session) throws Exception {
        String typed = words.arguments().getFirst();
        session.onStorage(words.text("target", "default"), storage -> {
            if (words.has("glob")) {
                for (String key : Glob.of(storage, typed).objects()) {
                    download(storage, key, session.out(), words.has("decrypt"), words.has("decompress"), session);
                }
            } else {
                String key = SlashPath.relative(typed);
                download(storage, key, session.out(), words.has("decrypt"), words.has("decompress"), session);
            }
        });
        session.out().flush();
    }

    static void get(Words words, Session session) throws Exception {
        String target = words.text("target", "default");
        if (target.equals("all")) {
            throw new WalgFailure("'all' target is not supported for st get command");
        }
        String key = SlashPath.relative(words.arguments().getFirst());
        Path named = Path.of(words.arguments().getLast());
        Path destination = Files.isDirectory(named) ? named.resolve(SlashPath.base(key)) : named;
        session.onStorage(target, storage -> {
            try (NewFile file = NewFile.at(destination)) {
                download(storage, key, file.sink(), !words.has("no-decrypt"), !words.has("no-decompress"), session);
                file.publish();
            }
        });
    }

    private static void download(
            MutableStorage storage, String key, OutputStream sink, boolean decrypt, boolean decompress, Session session)
            throws WalgFailure {
        try (OpenObject object = storage.read(key);
                InputStream plain = plain(object.bytes(), key, decrypt, decompress, session)) {
            plain.transferTo(sink);
        } catch (IOException | StorageException failed) {
            throw new WalgFailure("download the file: " + Walg.sentence(failed), failed);
        }
    }

    private static InputStream plain(
            InputStream stored, String key, boolean decrypt, boolean decompress, Session session)
            throws IOException, WalgFailure {
        InputStream bytes = stored;
        Optional<Encryption> encryption = decrypt ? session.configured().encryption() : Optional.empty();
        if (encryption.isPresent()) {
            bytes = encryption.get().decrypting(bytes);
        }
        if (!decompress) {
            return bytes;
        }
        Optional<Codec> codec = Codecs.withExtension(SlashPath.extension(key));
        if (codec.isEmpty()) {
            session.log()
                    .warning(
                            "no decompressor for the extension of '" + key + "', its bytes are handed out as they are");
            return bytes;
        }
        return codec.get().decoding(bytes);
    }
}
