package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Storages by name: which there are, and how one gets a name. */
final class StorageNameCommands {

    private StorageNameCommands() {}

    static Command add() {
        return new Command(
                "storage add",
                "give a storage a name",
                """
                Writes NAME, where the storage is, and the settings that hold for it into the config file: the one that \
                --config names, else $XDG_CONFIG_HOME/walkback/config.yaml (~/.config/walkback/config.yaml). What else is in \
                the file stays as it is, comments too. Nobody is asked whether the storage is there; storage check does that.

                Settings are those of WAL-G and walkback's own (docs/reference/settings.md), written SETTING=value. Secrets \
                are refused: they come from the environment, or from files, such as

                  AWS_SHARED_CREDENTIALS_FILE=/etc/walkback/aws    S3
                  SSH_PRIVATE_KEY_PATH=/etc/walkback/id_ed25519    SSH
                  WALG_LIBSODIUM_KEY_PATH=/etc/walkback/key        encryption

                A name that is there already is refused without --replace.""",
                List.of(
                        Argument.required("NAME", ValueType.TEXT, "How it is to be called."),
                        Argument.required("PLACE", ValueType.TEXT, "Where it is: a URL, or the path of a directory."),
                        Argument.many("SETTING=VALUE", ValueType.TEXT, "What holds for this storage.")),
                List.of(
                        Option.flag("--replace", "Write over the description of a storage of that name."),
                        Option.flag("--default", "Make it the one that counts when no other is named.")),
                List.of(
                        Example.of("storage add drill /var/archive", "a directory"),
                        Example.of(
                                "storage add prod s3://orders AWS_REGION=eu-central-1 --default",
                                "a bucket, used when no other is named"),
                        Example.of(
                                "storage add lab s3://lab AWS_ENDPOINT=https://s3.lab:9000",
                                "a service that is compatible with S3"),
                        Example.of("storage add off ssh://backup@vault:22/srv/archive", "a directory over SFTP")),
                List.of(Exit.FAILED, Exit.REFUSED),
                Effect.WRITES_LOCAL,
                false);
    }

    static Command list() {
        return new Command(
                "storage list",
                "the storages that have names",
                """
                Lists the storages that the settings describe, where each is, which of them counts when no other is named, \
                and which file or variable says so. Nobody is asked whether they are there.""",
                List.of(),
                List.of(),
                List.of(Example.of("storage list", "all of them"), Example.of("storage list --json", "for a script")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command open() {
        return new Command(
                "storage open",
                "list a storage and go on with it",
                """
                Lists the storage, tells which clusters it holds, and makes it the one that every following command is about: at \
                the prompt, and in a command file. What was listed is kept and asked from then on; its age is always shown.

                For a single command, --storage NAME says the same.""",
                List.of(Argument.required("STORAGE", ValueType.STORAGE, "A name that storage list knows, or a URL.")),
                List.of(),
                List.of(Example.of("storage open orders", "what is in it")),
                List.of(Exit.FINDINGS, Exit.NO_STORAGE, Exit.NO_ACCESS),
                Effect.READS,
                false);
    }
}
