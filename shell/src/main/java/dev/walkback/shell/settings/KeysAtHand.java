package dev.walkback.shell.settings;

import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.UnusableKeyException;
import dev.walkback.storage.crypto.openpgp.OpenPgpEncryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpKeys;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import java.time.Clock;
import java.util.Optional;

/** Reads keys from settings or the files they name. Apart, so that no cryptography is loaded where none is asked for. */
final class KeysAtHand {

    private KeysAtHand() {}

    static Encryption openPgp(Settings settings, Clock clock) throws UnusableKeyException {
        Optional<Secret> text = settings.secret("WALG_PGP_KEY");
        OpenPgpKeys keys = text.isPresent()
                ? OpenPgpKeys.of(text.get().reveal())
                : OpenPgpKeys.inFile(settings.path("WALG_PGP_KEY_PATH").orElseThrow());
        return new OpenPgpEncryption(
                keys,
                settings.secret("WALG_PGP_KEY_PASSPHRASE").map(Secret::reveal).orElse(null),
                clock);
    }

    static Encryption sodium(Settings settings) throws UnusableKeyException {
        KeyTransform transform = KeyTransform.named(
                settings.choice("WALG_LIBSODIUM_KEY_TRANSFORM").orElse(""));
        Optional<Secret> text = settings.secret("WALG_LIBSODIUM_KEY");
        return new SodiumEncryption(
                text.isPresent()
                        ? SodiumKey.of(text.get().reveal(), transform)
                        : SodiumKey.inFile(
                                settings.path("WALG_LIBSODIUM_KEY_PATH").orElseThrow(), transform));
    }
}
