package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.ArrayList;
import java.util.List;

/** Raw looks at a storage, and the few raw changes. */
final class StorageCommands {

    private static final Argument KEY =
            Argument.required("KEY", ValueType.KEY, "The object's key, relative to the storage's root.");

    private StorageCommands() {}

    static Command check() {
        return new Command(
                "storage check",
                "test access step by step",
                """
                Goes through everything that has to work, in order: the settings, the name, the connection, TLS, the \
                credentials, a listing, a read. Says for each step whether it is ok, failed or was skipped, and how long \
                it took; stops at the first that fails.

                With --write an object of a name nobody uses is stored, read back and deleted.""",
                List.of(),
                List.of(Option.flag("--write", "Also store and delete a probe object.")),
                List.of(
                        Example.of("storage check", "can I list and read?"),
                        Example.of("storage check --write --json", "may I write and delete, too? for monitoring")),
                exits(),
                Effect.READS,
                true);
    }

    static Command ls() {
        return new Command(
                "storage ls",
                "list objects",
                """
                Lists what lies directly under PREFIX: folders end in a slash. With -r all objects below it. The order is \
                that of the keys' bytes. Listings of any size are printed as they arrive.

                Control characters in keys are shown as \\n, \\t or \\x1b, a backslash as \\\\; --json gives keys as they are.""",
                List.of(Argument.optional("PREFIX", ValueType.KEY, "A folder, or any beginning of keys.")),
                List.of(
                        Option.flag("--recursive", "-r", "All objects below, not only the folder's own."),
                        Option.flag("--long", "-l", "Also sizes and times.")),
                List.of(
                        Example.of("storage ls", "what is at the root"),
                        Example.of("storage ls wal_005/ --long", "sizes and times"),
                        Example.of("storage ls -r --json", "everything, for a script")),
                exits(),
                Effect.READS,
                true);
    }

    static Command stat() {
        return new Command(
                "storage stat",
                "what the storage says of one object",
                """
                Size as stored, time of storing, etag where the storage has such a thing, and what the key's ending says of \
                its compression. One request; nothing is read.""",
                List.of(KEY),
                List.of(),
                List.of(
                        Example.of("storage stat wal_005/000000010000000000000001.lz4", "one object"),
                        Example.of("storage stat wal_005/nope", "exit 13: not there")
                                .exits(13)),
                exits(Exit.NOT_FOUND),
                Effect.READS,
                true);
    }

    static Command cat() {
        return new Command(
                "storage cat",
                "print an object's bytes",
                """
                Prints the bytes as stored. With --decode they are decrypted with the configured key and decompressed as \
                the key's ending says; a key without an ending that is not there is looked for with each ending.

                A damaged or truncated object ends with exit 15, a wrong key with 12: bytes printed before that must not \
                be used. Formats that cannot prove their own end (brotli has no checksum, none has neither) are named on \
                standard error.""",
                List.of(KEY),
                List.of(
                        Option.flag("--decode", "Decrypt and decompress."),
                        Option.value(
                                "--range",
                                ValueType.RANGE,
                                "FROM-TO",
                                "Only these bytes as stored, both ends included: 0-99, 100-, or -100 for the last 100.")),
                List.of(
                        Example.of(
                                "storage cat wal_005/000000010000000000000001.lz4 --decode",
                                "a WAL segment as PostgreSQL wrote it"),
                        Example.of(
                                "storage cat wal_005/000000010000000000000001 --decode", "the same, ending looked up"),
                        Example.of(
                                "storage cat wal_005/000000010000000000000001.lz4 --range 0-3",
                                "the first four bytes as stored")),
                exits(Exit.NOT_FOUND, Exit.CHANGED, Exit.KEY, Exit.DAMAGED),
                Effect.READS,
                true);
    }

    static Command put() {
        return new Command(
                "storage put",
                "store a file as an object",
                """
                Stores the bytes of FILE, or of standard input for -, under KEY: whole or not at all. An object that is \
                there is not overwritten unless --force says so.

                With --encode the bytes are compressed and encrypted as the settings say, and the compressor's ending is \
                added to KEY unless it has it. A key ending in a slash takes the file's name.""",
                List.of(
                        Argument.required("FILE", ValueType.FILE, "A local file, or - for standard input."),
                        Argument.required("KEY", ValueType.KEY, "Where it goes, relative to the storage's root.")),
                List.of(
                        Option.flag("--encode", "Compress and encrypt as the settings say."),
                        Option.flag("--force", "Overwrite an object that is there.")),
                List.of(
                        Example.of("storage put notes.txt drill/notes.txt", "as it is"),
                        Example.of("storage put notes.txt drill/ --encode", "compressed, as drill/notes.txt.lz4"),
                        Example.of("storage put notes.txt drill/notes.txt --force", "overwrite")),
                exits(Exit.FAILED, Exit.REFUSED),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command rm() {
        return new Command(
                "storage rm",
                "delete objects: prints a plan, does it when confirmed",
                """
                Without --confirm nothing is deleted: the plan is printed, with its fingerprint. Called again with \
                --confirm=FINGERPRINT it deletes exactly those objects in exactly that state; when anything changed in \
                between, nothing is done and the exit code is 11; a fingerprint that was never shown is refused with 4.

                Each deletion is journaled before and after. Deletion cannot be undone unless the service keeps versions.""",
                List.of(Argument.many("KEY", ValueType.KEY, "Objects to delete.")),
                List.of(
                        Option.value(
                                "--prefix", ValueType.KEY, "PREFIX", "Delete every object whose key begins like this."),
                        Option.value(
                                "--confirm", ValueType.TEXT, "FINGERPRINT", "Do the plan that has this fingerprint.")),
                List.of(
                        Example.of("storage rm drill/old.txt", "print the plan"),
                        Example.of("storage rm --prefix drill/ --json", "the plan of a whole folder, for a script"),
                        Example.of("storage rm drill/old.txt --confirm=0000-0000", "exit 4: nobody was shown that plan")
                                .exits(4)),
                exits(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command copy() {
        return new Command(
                "storage copy",
                "copy objects to another storage",
                """
                Copies objects as they are stored, under the same keys. What the target already has with the same bytes is \
                skipped, so a copy that was interrupted goes on where it stopped. Where the target holds other content \
                under one of the keys nothing is copied, unless --force says to overwrite.

                Each object appears whole or not at all. Each copy is journaled.""",
                List.of(Argument.many("KEY", ValueType.KEY, "Objects to copy.")),
                List.of(
                        Option.value("--to", ValueType.STORAGE, "NAME|URL", "The storage to copy to. Required."),
                        Option.value(
                                "--prefix", ValueType.KEY, "PREFIX", "Copy every object whose key begins like this."),
                        Option.flag("--force", "Overwrite objects of other content.")),
                List.of(
                        Example.of("storage copy wal_005/000000010000000000000001.lz4 --to mirror", "one object"),
                        Example.of("storage copy --prefix wal_005/ --to mirror", "a whole folder")),
                exits(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND),
                Effect.CHANGES_STORAGE,
                true);
    }

    private static List<Exit> exits(Exit... more) {
        List<Exit> all = new ArrayList<>(List.of(more));
        all.add(Exit.NO_STORAGE);
        all.add(Exit.NO_ACCESS);
        all.sort(null);
        return all;
    }
}
