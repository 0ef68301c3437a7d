package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.UnusableKeyException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From settings to the encryption they ask for. What asks for a kind that is not there yet is refused, never left unlocked. */
public final class EncryptionSettings {

    /** In the order in which WAL-G looks, behind OpenPGP and before libsodium. */
    private static final List<String> KEY_SERVICES =
            List.of("WALG_ENVELOPE_PGP_KEY", "WALG_ENVELOPE_PGP_KEY_PATH", "WALG_CSE_KMS_ID", "YC_CSE_KMS_KEY_ID");

    private static final Map<String, String> SERVICES = Map.of(
            "WALG_ENVELOPE_PGP_KEY", "an OpenPGP key behind a key service",
            "WALG_ENVELOPE_PGP_KEY_PATH", "an OpenPGP key behind a key service",
            "WALG_CSE_KMS_ID", "AWS KMS",
            "YC_CSE_KMS_KEY_ID", "Yandex KMS");

    private final Settings settings;
    private final Clock clock;

    /** @param clock tells whether keys are still valid */
    public EncryptionSettings(Settings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Reads the key files that the settings name. OpenPGP wins over libsodium when both are set, as in WAL-G.
     *
     * @return empty when the settings ask for none
     * @throws UnusableKeyException when a key is no key, or its file cannot be read
     * @throws UsageError when the settings ask for a kind that is not supported
     */
    public Optional<Encryption> encryption() throws UnusableKeyException {
        boolean openPgp = settings.isSet("WALG_PGP_KEY") || settings.isSet("WALG_PGP_KEY_PATH");
        Optional<Value> service = KEY_SERVICES.stream()
                .flatMap(name -> settings.find(name).stream())
                .findFirst();
        Optional<Value> gpg = settings.find("WALG_GPG_KEY_ID");
        if ((openPgp || gpg.isPresent())
                && service.filter(value -> value.setting().name().startsWith("WALG_ENVELOPE"))
                        .isPresent()) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "a plain OpenPGP key and one behind a key service are both set",
                    service.get().origin().toString(),
                    List.of());
        }
        if (openPgp) {
            return Optional.of(KeysAtHand.openPgp(settings, clock));
        }
        if (gpg.isPresent()) {
            throw notSupported(gpg.get(), "a key in the gpg program's own ring", "gpg --armor --export-secret-keys");
        }
        if (service.isPresent()) {
            throw notSupported(
                    service.get(), SERVICES.getOrDefault(service.get().setting().name(), ""), "");
        }
        boolean sodium = settings.isSet("WALG_LIBSODIUM_KEY") || settings.isSet("WALG_LIBSODIUM_KEY_PATH");
        return sodium ? Optional.of(KeysAtHand.sodium(settings)) : Optional.empty();
    }

    private static UsageError notSupported(Value value, String kind, String export) {
        return new UsageError(
                "encryption with " + kind + " is not supported yet",
                value.setting().name() + " asks for it (" + value.origin()
                        + "); supported are OpenPGP with WALG_PGP_KEY or"
                        + " WALG_PGP_KEY_PATH and libsodium with WALG_LIBSODIUM_KEY or WALG_LIBSODIUM_KEY_PATH",
                export.isEmpty()
                        ? List.of()
                        : List.of(
                                export + " " + ShellWord.quoted(value.content().reveal()) + " > key.asc"));
    }
}
