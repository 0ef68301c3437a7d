package dev.walkback.shell.command;

import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.FoundObjects;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.layer.ObjectFinder;
import java.io.IOException;
import java.io.InputStream;

/** Objects decrypted and decompressed, with a word where their format cannot prove that they are whole. */
final class Decoded {

    private final Storage storage;
    private final String name;
    private final Session session;

    Decoded(Storage storage, String name, Session session) {
        this.storage = storage;
        this.name = name;
        this.session = session;
    }

    InputStream open(String key) throws IOException {
        Layers layers = session.storages().layers(name);
        OpenObject object = object(key);
        session.reporter().verbose("object: " + object.info().key());
        layers.fingerprints().forEach(fingerprint -> session.reporter().verbose("key: " + fingerprint));
        if (layers.fingerprints().isEmpty()) {
            saySilence(Codecs.ofKey(object.info().key()).name());
        }
        return layers.plain(storage.location(), object);
    }

    /** Encryption notices any alteration; without it only what the format itself carries does. */
    private void saySilence(String codec) {
        switch (codec) {
            case "none" ->
                session.reporter()
                        .note("stored uncompressed: nothing in the object proves that it is whole and unaltered");
            case "brotli", "lzma" ->
                session.reporter()
                        .note(codec + " carries no checksum: a truncated object is noticed, an altered one may not be");
            default -> {}
        }
    }

    private OpenObject object(String key) {
        try {
            return storage.read(key);
        } catch (StorageException.Missing missing) {
            FoundObjects found = new ObjectFinder(storage).find(key);
            if (found.isMissing()) {
                throw missing;
            }
            if (found.isAmbiguous()) {
                session.reporter()
                        .note("there are several objects of that name; read is "
                                + found.objects().getFirst().key());
            }
            return storage.read(found.objects().getFirst().key());
        }
    }
}
