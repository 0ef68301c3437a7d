package dev.walkback.shell.walg;

import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code st put}. */
final class Writing {

    private Writing() {}

    static void put(Words words, Session session) throws Exception {
        boolean fromStandardInput = words.has("read-stdin");
        if (words.arguments().size() == 1 && !fromStandardInput) {
            throw new WalgFailure("a local file and a destination are needed, or --read-stdin and a destination");
        }
        Content content = fromStandardInput
                ? Content.once(session.in())
                : file(Path.of(words.arguments().getFirst()));
        String destination = SlashPath.relative(
                fromStandardInput
                        ? words.arguments().getFirst()
                        : words.arguments().getLast());
        session.onStorage(
                words.text("target", "default"), storage -> put(storage, destination, content, words, session));
    }

    private static Content file(Path local) throws WalgFailure {
        if (Files.isDirectory(local)) {
            throw new WalgFailure("provided local path (" + local + ") points to a directory, exiting");
        }
        try {
            return Content.of(local);
        } catch (IOException e) {
            throw new WalgFailure("open the local file: " + Walg.sentence(e), e);
        }
    }

    private static void put(MutableStorage storage, String destination, Content content, Words words, Session session)
            throws WalgFailure {
        Codec codec = session.configured().codec();
        String compressedKey = codec.extension().isEmpty() ? destination : destination + "." + codec.extension();
        boolean compress = !words.has("no-compress");
        Optional<Encryption> encryption = words.has("no-encrypt")
                ? Optional.empty()
                : session.configured().encryption();
        Layers layers = encryption.map(Layers::encrypted).orElseGet(Layers::unencrypted);
        Overwrite overwrite = words.has("force") ? Overwrite.ALLOWED : Overwrite.REFUSED;
        try {
            // like WAL-G this looks at the compressed name in both cases: two objects of one logical name shadow each
            // other
            if (overwrite == Overwrite.REFUSED && storage.stat(compressedKey).isPresent()) {
                throw exists(compressedKey);
            }
            Codec layer = compress ? codec : Codecs.named("none").orElseThrow();
            Content stored = layers.stored(content, layer);
            storage.write(compress ? compressedKey : destination, stored, overwrite);
        } catch (StorageException.Exists e) {
            throw exists(e.key());
        } catch (StorageException | UncheckedIOException e) {
            throw new WalgFailure("upload: " + Walg.sentence(e), e);
        }
    }

    private static WalgFailure exists(String key) {
        return new WalgFailure(
                "check file overwrite: object " + key + " already exists. To overwrite it, add the -f flag");
    }
}
