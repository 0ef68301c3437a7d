package dev.walkback.shell.catalogue;

/** The help topics that are written by hand. */
final class TopicTexts {

    static final String ENVIRONMENT = """
            Flags win over variables, WALKBACK_ variables over WAL-G's, and variables
            over files. An empty variable counts as unset.

              WALKBACK_STORAGE       what --storage says
              WALKBACK_*             every setting of WAL-G under this prefix, too
              WALG_*, WALE_*         WAL-G's settings, and their older names
              AWS_*, AZURE_*         what the cloud providers' own tools read
              NO_COLOR, TERM         no colours when NO_COLOR is set or TERM is dumb
              LC_ALL, LC_CTYPE, LANG only ASCII where the first that is set is not UTF-8
              COLUMNS                width of the terminal
              SSH_CONNECTION         the prompt redraws no more than it must
              WALKBACK_ACCESSIBLE    1: the prompt says everything in sentences
              XDG_STATE_HOME         history, journals, plans and reports of bugs;
                                     otherwise ~/.local/state
              XDG_CACHE_HOME         what was read of archives; otherwise ~/.cache;
                                     walkback has a folder in both
            """;

    static final String JSON = """
            With --json a command prints one document on standard output, always an object:

              {"walkback":1,"kind":"objects","storage":"file:///var/archive","data":[...]}

            Within version 1 fields are only added; ignore those you do not know. Sizes end
            in _bytes, durations in _seconds. Times are RFC 3339 in UTC, with as many digits
            as are known. Enumerations are lower-case words.

            An error is one document on standard error, and the exit code:

              {"walkback":1,"kind":"error","code":"object-missing","exit":13,
               "what":"...","why":"...","try":["..."]}

            A listing is printed as it arrives. When it fails half way the document on
            standard output ends early and cannot be parsed, and the exit code is not 0.

            With --progress=json progress is told on standard error, one document a line:

              {"walkback":1,"kind":"progress","what":"...","done_bytes":1,"total_bytes":9}
            """;

    static final String STORAGES = """
            A storage is a place with objects under keys. It is named by, in this order:

              --storage URL      such as file:///var/archive
              --storage NAME     a storage of the configuration file
              WALKBACK_STORAGE   a URL or a name
              WAL-G's settings   WALG_S3_PREFIX, WALG_FILE_PREFIX, WALG_AZ_PREFIX,
                                 WALG_SSH_PREFIX, in the environment or a file

            URLs

              file:///DIRECTORY         a local directory; it must exist
              s3://BUCKET/PATH          S3, or what is compatible with it (AWS_ENDPOINT)
              azure://CONTAINER/PATH    Azure Blob Storage
              ssh://[USER@]HOST[:PORT]/DIRECTORY   a directory over SFTP

            Credentials never stand in a URL or in a flag. They come from files, the
            environment or the provider's own chain; storage check shows from where.
            """;

    static final String CODECS = """
            An object's ending says how it is compressed. What is written is chosen by
            WALG_COMPRESSION_METHOD.

              ENDING  METHOD   READ  WRITTEN  END PROVED  CONTENT CHECKED
              .lz4    lz4      yes   yes      yes         yes
              .zst    zstd     yes   yes      yes         yes
              .br     brotli   yes   yes      yes         no
              .lzma   lzma     yes   yes      yes         no
              .gz     gzip     yes   no       yes         yes
              .lzo    lzo      yes   no       yes         yes
              (none)  none     yes   yes      no          no

            A truncated object is an error wherever the format marks its end. An altered
            one is an error wherever the format carries a checksum, or the object is
            encrypted. Where neither holds, storage cat --decode says so.
            """;

    static final String ENCRYPTION = """
            Objects are compressed first and encrypted then; the key's ending names the
            compression only, and nothing says whether an object is encrypted. The first
            of these that is set is used:

              WALG_PGP_KEY_PATH, WALG_PGP_KEY       OpenPGP; WALG_PGP_KEY_PASSPHRASE
              WALG_LIBSODIUM_KEY_PATH, WALG_LIBSODIUM_KEY
                                                    WALG_LIBSODIUM_KEY_TRANSFORM says how
                                                    it is written: hex, base64 or none

            A key that does not fit ends with exit code 12 and is named by its fingerprint,
            never by its content.
            """;

    private TopicTexts() {}
}
