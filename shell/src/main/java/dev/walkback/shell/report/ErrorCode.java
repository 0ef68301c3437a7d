package dev.walkback.shell.report;

import dev.walkback.shell.Exit;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of failure a person can be told of. The name, in lower case with dashes, is stable: scripts test for it and
 * {@code explain} knows it.
 */
public enum ErrorCode {
    UNKNOWN_COMMAND(Exit.USAGE, """
            There is no command of that name. Commands are full words, a noun and a verb: storage ls. They are not
            abbreviated and not guessed, so that a mistyped script fails before it does anything."""),
    UNKNOWN_OPTION(Exit.USAGE, """
            The command has no option of that name. Options are not abbreviated. Global options (help) may stand before
            or after the command; all others after it. Words after -- are never taken for options."""),
    BAD_VALUE(Exit.USAGE, """
            An option or argument was given something that it cannot be: not a number, not a duration such as 90s or
            2m, not one of the words it knows."""),
    MISSING_VALUE(Exit.USAGE, """
            An option that needs a value, or an argument that the command cannot do without, is not there. A value that
            begins with two dashes is written with an equals sign: --prefix=--odd."""),
    TOO_MANY_ARGUMENTS(Exit.USAGE, """
            The command takes fewer words than it was given. A key with blanks needs quotes."""),
    REPEATED_OPTION(Exit.USAGE, """
            An option that has one value was given twice. Which one was meant is not guessed."""),
    CONFLICTING_OPTIONS(Exit.USAGE, """
            Two options were given that exclude each other, or one that only makes sense with another."""),
    UNKNOWN_TOPIC(Exit.USAGE, """
            There is neither a command, nor a help topic, nor an error code of that name."""),
    UNFINISHED_TEXT(Exit.USAGE, """
            A text of commands ends within a quote, or behind a backslash. Nothing of it was run."""),
    UNSET_VARIABLE(Exit.USAGE, """
            A command file asks for ${name}, and no name=value was given for it on the command line. Nothing of it was run. A
            dollar sign and a brace that mean themselves stand in single quotes."""),
    PROMPT_ONLY(Exit.USAGE, """
            The command changes how the prompt stands, or asks a question there. On a command line and in a command file there
            is nothing it could change and nobody to ask."""),
    UNKNOWN_SETTING(Exit.USAGE, """
            A configuration file or a WALKBACK_ variable names a setting that does not exist. A misspelt setting would
            otherwise be ignored in silence, and the archive would be looked for, or left unencrypted, somewhere else.
            Under the name wal-g it is only a warning, as it is there."""),
    BAD_SETTING(Exit.USAGE, """
            A setting has a value of the wrong type or outside its range. The message names the file or variable that
            it came from."""),
    CONFIG_UNREADABLE(Exit.USAGE, """
            A configuration file that was named is not there, cannot be read, or is not in the format that its name
            promises."""),
    STORAGE_NOT_GIVEN(Exit.USAGE, """
            The command needs a storage and none was named: neither by --storage, nor by WALKBACK_STORAGE, nor by one of
            WAL-G's settings (WALG_S3_PREFIX, WALG_FILE_PREFIX, ...). help storages lists the ways."""),
    STORAGE_UNKNOWN(Exit.USAGE, """
            --storage takes the name of a configured storage or a URL (file:///var/archive, s3://bucket/path,
            azure://container/path, ssh://host/path). This was neither."""),
    STORAGE_NAME_TAKEN(Exit.REFUSED, """
            storage add was given a name that the config file has already. Nothing was written. --replace puts the new
            description in the place of the old one."""),
    SECRET_ON_COMMAND_LINE(Exit.REFUSED, """
            A password, key or token stood on the command line, where every user of the machine can read it, and it would have
            been written into a config file. Nothing was written. Secrets come from the environment, from files that only
            their owner can read (AWS_SHARED_CREDENTIALS_FILE, WALG_LIBSODIUM_KEY_PATH, WALG_PGP_KEY_PATH,
            SSH_PRIVATE_KEY_PATH), or from the cloud provider's own chain."""),
    CONFIG_NOT_EDITABLE(Exit.REFUSED, """
            The config file could only be changed by changing more than was asked: it is not YAML, or written in YAML's braces.
            Nothing was written. The message says what to write by hand."""),
    BAD_KEY(Exit.USAGE, """
            The key cannot be used in a storage: it is empty, absolute, holds a NUL, climbs out of the storage with '..',
            or the storage cannot have an object of that name. Nothing was sent."""),
    STORAGE_UNREACHABLE(Exit.NO_ACCESS, """
            Nobody answered, the connection broke, or the service said "later", and trying again did not help. This says
            nothing about whether an object exists. storage check goes through name, connection, TLS, credentials and
            listing one by one and shows which of them fails."""),
    CREDENTIALS_REFUSED(Exit.NO_ACCESS, """
            The service answered and does not believe who we say we are: wrong or expired key, token, password or
            signature. storage check shows which credentials were used and where they came from, never their content."""),
    ACCESS_DENIED(Exit.NO_ACCESS, """
            The service, or the file system, knows who is asking and does not allow this. Reading needs list and get;
            writing needs put; storage rm needs delete."""),
    CLOCK_SKEW(Exit.NO_ACCESS, """
            Requests are signed with the time, and this machine's clock is too far from the service's (S3 allows 15
            minutes). Set the clock; nothing is wrong with the credentials."""),
    SERVER_NOT_TRUSTED(Exit.NO_ACCESS, """
            The server could not prove that it is the one it should be: its certificate is not signed by a known
            authority, or its SSH host key is not, or not that, in known_hosts. Nothing was sent to it."""),
    STORAGE_READ_ONLY(Exit.NO_ACCESS, """
            The place can be read but not written: a read-only mount, a retention lock, or a disk that the kernel turned
            read-only after an error."""),
    NO_STORAGE(Exit.NO_STORAGE, """
            The bucket, container or directory itself is not there. That is not the same as an object that is absent:
            the address is wrong, or the storage was never made. walkback does not make buckets."""),
    NOT_AN_ARCHIVE(Exit.NO_STORAGE, """
            The storage answered, and under its prefix lie neither backups nor WAL in WAL-G's layout. Often the prefix is one
            level too high or too low: an archive is the folder that holds basebackups_005 and wal_005."""),
    CLUSTER_NOT_CHOSEN(Exit.USAGE, """
            Under one prefix lie backups or WAL of several PostgreSQL instances, told apart by their system identifiers. They are
            never mixed, so it must be said which is meant: --cluster with the last digits, or cluster use at the prompt."""),
    CLUSTER_UNKNOWN(Exit.NOT_FOUND, """
            The archive holds no cluster with that system identifier, or more than one that ends in those digits."""),
    BACKUP_UNKNOWN(Exit.NOT_FOUND, """
            The cluster has no backup of that name. A backup is named in full (base_...), by the segment it starts in, short as
            2/0/A3 or in 24 digits, or as LATEST, the one that was stored last."""),
    BACKUP_AMBIGUOUS(Exit.USAGE, """
            Several backups start in that segment. Which one is meant is not guessed: its full name says it."""),
    TIMELINE_UNKNOWN(Exit.NOT_FOUND, """
            The archive holds nothing of that timeline: no WAL, no history and no backup."""),
    RESTORE_PLAN_UNKNOWN(Exit.NOT_FOUND, """
            No restore plan of that fingerprint was kept on this machine for this user. plan list shows those that were, and
            restore plan --save keeps one."""),
    NO_BACKUP(Exit.NOT_FOUND, """
            No backup is there to start from: the archive has none, or all were left out with --without. WAL alone restores
            nothing."""),
    TARGET_BEFORE_BACKUP(Exit.NOT_FOUND, """
            The moment lies before the end of every backup that could be used. Replay goes forward only, and a server stops at no
            moment before its backup is consistent. What is told beside it is the first moment that can be reached."""),
    TARGET_AFTER_WAL(Exit.NOT_FOUND, """
            The moment lies behind the last WAL that is stored of this timeline. It may be on its way: look again later, or go as
            far as there is with --latest. What was never archived may still be in the old server's pg_wal."""),
    GAP_IN_ROUTE(Exit.UNREACHABLE_MOMENT, """
            Between every backup before the moment and the moment WAL is missing. Nothing gets over a gap: not replay, not a
            later delta. The last moment before it and the first after it are told beside it."""),
    TIMELINE_NOT_A_CHILD(Exit.UNREACHABLE_MOMENT, """
            The timeline that was asked for, or that the newest WAL is on, left the backup's before the backup ended. A server
            refuses to start with "requested timeline is not a child of this server's history". --timeline says another one."""),
    ROUTE_WITHOUT_HISTORY(Exit.UNREACHABLE_MOMENT, """
            The history file of a timeline is not in the archive. A server asks for it before anything else and does not start
            without. The old primary or a replica may still have it in its pg_wal: put it back with storage put."""),
    BACKUP_CHAIN_BROKEN(Exit.UNREACHABLE_MOMENT, """
            The only backups that end before the moment are deltas that do not stand on what they were made from: a parent is gone,
            or is another one."""),
    BACKUP_DAMAGED(Exit.DAMAGED, """
            The only backups that would reach the moment are not whole. backup verify says what is wrong with one of them, and
            --without plans around it where there is a way."""),
    OFFLINE(Exit.REFUSED, """
            The session was told to leave the storage alone and to answer from the listing in memory. What needs the storage
            itself is not done until session set offline off."""),
    DATABASE_UNKNOWN(Exit.NOT_FOUND, """
            A restore of some databases was asked for one, or for a table, that the backup does not have. WAL-G restores a cluster
            without it and says nothing; here nothing is written. A name is DATABASE, DATABASE/TABLE, DATABASE/SCHEMA.TABLE or
            DATABASE/SCHEMA/TABLE, and a star stands for any characters."""),
    PARENT_MISSING(Exit.UNREACHABLE_MOMENT, Restoring.REFUSED),
    PARENT_FOREIGN(Exit.UNREACHABLE_MOMENT, Restoring.REFUSED),
    CHAIN_BROKEN(Exit.UNREACHABLE_MOMENT, Restoring.REFUSED),
    BACKUP_WAL_MISSING(Exit.UNREACHABLE_MOMENT, Restoring.REFUSED),
    BACKUP_WAL_TO_COME(Exit.UNREACHABLE_MOMENT, Restoring.REFUSED),
    SENTINEL_UNREADABLE(Exit.DAMAGED, Restoring.REFUSED),
    SENTINEL_INCOMPLETE(Exit.DAMAGED, Restoring.REFUSED),
    FILES_METADATA_MISSING(Exit.DAMAGED, Restoring.REFUSED),
    FILES_METADATA_UNREADABLE(Exit.DAMAGED, Restoring.REFUSED),
    PARTS_MISSING(Exit.DAMAGED, Restoring.REFUSED),
    PART_EMPTY(Exit.DAMAGED, Restoring.REFUSED),
    PG_CONTROL_MISSING(Exit.DAMAGED, Restoring.REFUSED),
    BACKUP_LABEL_MISSING(Exit.DAMAGED, Restoring.REFUSED),
    TAR_DAMAGED(Exit.DAMAGED, Restoring.REFUSED),
    TAR_DIFFERS(Exit.DAMAGED, Restoring.REFUSED),
    FILES_DIFFER(Exit.DAMAGED, Restoring.REFUSED),
    OBJECT_UNREADABLE(Exit.DAMAGED, Restoring.REFUSED),
    ENTRIES_MISSING(Exit.DAMAGED, Restoring.REFUSED),
    ENTRIES_UNLISTED(Exit.DAMAGED, Restoring.REFUSED),
    ENTRIES_TWICE(Exit.DAMAGED, Restoring.REFUSED),
    ENTRY_HOSTILE(Exit.DAMAGED, Restoring.REFUSED),
    INCREMENT_DAMAGED(Exit.DAMAGED, Restoring.REFUSED),
    FILES_WITHOUT_BASE(Exit.DAMAGED, Restoring.REFUSED),
    PG_CONTROL_DAMAGED(Exit.DAMAGED, Restoring.REFUSED),
    PG_CONTROL_FOREIGN(Exit.DAMAGED, Restoring.REFUSED),
    BACKUP_LABEL_DAMAGED(Exit.DAMAGED, Restoring.REFUSED),
    BACKUP_LABEL_FOREIGN(Exit.DAMAGED, Restoring.REFUSED),
    TABLESPACE_MAP_DAMAGED(Exit.DAMAGED, Restoring.REFUSED),
    TARGET_LIVE(Exit.REFUSED, """
            A server runs on the directory that a restore was to go into, or that cannot be ruled out: its postmaster.pid names a
            process that lives. Nothing there was touched. Stop the server, or restore into another directory."""),
    TARGET_OCCUPIED(Exit.REFUSED, """
            The directory that a restore was to go into is not empty, and nothing says that a restore of the same was begun there.
            Nothing in it was touched. walkback never deletes a data directory: choose another one, or move the old one aside."""),
    TARGET_OTHER_RESTORE(Exit.REFUSED, """
            In the target a restore was begun and not ended, of another backup, of objects that have changed since, or into other
            places. The two are not mixed: the same command as then goes on with the old one, or choose another directory."""),
    TARGET_UNUSABLE(Exit.REFUSED, """
            The place that a restore was to go into is no directory, or cannot be moved aside because a file system is mounted
            there. Nothing there was touched."""),
    TARGET_LOCKED(Exit.CHANGED, """
            Another process is at work on the same restore. It holds a lock that goes with it, however it ends."""),
    PUSH_LOCKED(Exit.CHANGED, """
            Two pushes of one cluster must not run at the same time, and a lock in the archive says that another one does: the
            object walkback_push_lock_ and the cluster's number. Whoever holds it writes it anew every minute. A push that was
            killed leaves it behind: where its process can be seen to be gone it is taken over at once, else when nothing was
            heard of it for 15 minutes by the storage's own clock, or with --take-over."""),
    PUSH_LOCK_LOST(Exit.CHANGED, """
            Another push took the lock over, or somebody removed it: this one was silent for more than 15 minutes, because its
            machine slept or its storage could not be reached, or it was told to with --take-over. What it had stored has no
            sentinel, is no backup, and is used by a next push where that can be proved to be right."""),
    OWNER_UNKNOWN(Exit.USAGE, """
            The user or group that the restored files are to belong to is not known on this machine, or files may not be given to
            it: only root gives files away."""),
    OBJECT_MISSING(Exit.NOT_FOUND, """
            The storage answered, and there is no object of that key. Keys are exact, upper and lower case differ, and
            the compressor's ending (.lz4, .zst, .br, .lzma) belongs to the key."""),
    OBJECT_EXISTS(Exit.REFUSED, """
            There is an object of that key, and overwriting is refused unless --force says otherwise. What is there was
            not touched."""),
    OBJECT_CHANGED(Exit.CHANGED, """
            The object is no longer the one that was looked at: somebody wrote it again meanwhile. Nothing was mixed;
            what was read of it should be thrown away."""),
    OBJECT_DAMAGED(Exit.DAMAGED, """
            The object is there and its bytes are wrong: it ends early, a checksum does not hold, or it is not in the
            format that its name promises. Bytes that were already printed must not be used."""),
    WRONG_KEY(Exit.KEY, """
            The object is encrypted, and none of the keys at hand opens it. The keys that were tried are named by
            fingerprint."""),
    KEY_MISSING(Exit.KEY, """
            The object is encrypted and no key is configured: WALG_LIBSODIUM_KEY, WALG_LIBSODIUM_KEY_PATH, WALG_PGP_KEY or
            WALG_PGP_KEY_PATH."""),
    NO_ROOM(Exit.FAILED, """
            The disk or the quota of the storage is full. Nothing was stored; what was there is untouched."""),
    STORAGE_REJECTED(Exit.FAILED, """
            The service understood the request and refuses it; asking again would get the same answer. Often a service
            that is compatible with S3 except for this."""),
    PLAN_STALE(Exit.CHANGED, """
            The plan that was confirmed is not the plan that would be carried out now: the storage changed meanwhile, or
            the command line is another one. Nothing was done. Look at the new plan and confirm that one."""),
    PLAN_UNKNOWN(Exit.REFUSED, """
            What was given to --confirm is not the fingerprint of the plan that would be carried out now, nor of any that
            was shown on this machine to this user in the last two days. Nothing was done. Fingerprints are not typed from
            memory: look at the plan, and confirm that one."""),
    PLAN_PARTLY_DONE(Exit.FINDINGS, """
            Some steps of a plan were done and others failed. The journal says which. The same command again plans what
            is left."""),
    RESTORE_REFUSED(Exit.REFUSED, """
            A restore was to be begun, and its plan says that something would be refused: the place, the room, or what the backup
            holds. Nothing was touched. restore plan with the same options says all of it."""),
    RESTORE_NOT_OPEN(Exit.NOT_FOUND, """
            There is no restore to go on with: none was begun in that directory, none is open in this session, and no plan of that
            fingerprint was saved here. restore plan makes one."""),
    READ_ONLY(Exit.REFUSED, """
            At the prompt nothing may be changed before session arm was typed and the cluster's name with it. That lasts
            15 minutes, or until session disarm. What is in a command line or a command file is not refused for this: it was
            written on purpose, and what deletes is confirmed by its plan's fingerprint."""),
    NOT_CONFIRMED(Exit.REFUSED, """
            A question that guards something was not answered as it has to be, or nobody was there to answer it. Nothing was
            done."""),
    JOURNAL_UNKNOWN(Exit.NOT_FOUND, """
            There is no journal of that name on this machine for this user. session journal lists those that there are."""),
    COPY_CONFLICT(Exit.REFUSED, """
            The target holds objects of the same keys with other content. They are not overwritten unless --force says
            so; nothing was copied."""),
    COPY_WITHOUT_BACKUPS(Exit.REFUSED, """
            The cluster has no backup, so there is nothing that could be restored from a copy. storage copy copies plain objects."""),
    REWIND_REFUSED(Exit.REFUSED, """
            wal restore was given two directories between which pg_rewind has nothing to do: of two clusters, on one timeline, or with
            no timeline in common. TARGET, which is to be rewound, comes first. Nothing was fetched."""),
    CATCHUP_REFUSED(Exit.REFUSED, """
            What was stored or sent to bring a copy forward does not fit it: the copy is of another cluster or timeline, lacks more than
            what was stored goes by, is ahead of it already, or has not the files of which only changed pages came. Nothing was
            written. A copy that lacks more wants another catchup push with its own position; one of another timeline is made anew."""),
    PERMANENT_CHILD(Exit.REFUSED, """
            The mark was to be taken from a backup that a permanent delta stands on. Retention could then delete what the delta
            cannot be restored without. Nothing was changed. Take the mark from the delta first."""),
    WAL_DIFFERENT(Exit.REFUSED, """
            The archive has a WAL file of this name with other content, and it was not replaced. That happens when two servers archive
            into one place: a copy that was promoted without a timeline of its own, or a cluster that was made anew under the same
            prefix. Find out which one is right before anything else. --overwrite, or WALG_PREVENT_WAL_OVERWRITE=false,
            replaces what is there, and with it what could be restored from it."""),
    WAL_UNTOLD(Exit.KEY, """
            The archive has a WAL file of this name, and the key at hand can only encrypt: whether the content is the same cannot be
            told. walkback stores a hash beside each file that it pushes with such a key; this one was stored by another tool, or
            replaced since. Nothing was stored. With the secret key the content itself is compared."""),
    WAL_FOREIGN(Exit.REFUSED, """
            The segment is of another cluster than the archive: pg_upgrade and initdb begin to count anew, so two clusters in one
            place overwrite each other's WAL, and neither can be restored. Nothing was stored. Best is a prefix of its own for the
            new cluster. Where it shall go into the same one, --another-cluster with its system identifier, or
            WALKBACK_ANOTHER_CLUSTER for archive_command, lets it in, once and for all."""),
    NOT_A_SEGMENT(Exit.DAMAGED, """
            The file is called as a WAL segment is, and is not that segment: it has another length, does not begin as WAL does, or
            begins as another one. Nothing was stored. pg_waldump says what is in it; in a data directory this is a damaged disk."""),
    WAL_MISSING(Exit.UNREACHABLE_MOMENT, """
            A segment that replay needs on its way is not in the archive. Nothing was staged: a server that met the hole would stop in
            it, or take it for the end of WAL. wal show tells the gaps, window list what can be reached."""),
    WAL_UNSOUND(Exit.DAMAGED, """
            A segment on the way is in the archive, and is not what it must be: cut short, altered, of another place or another system, or
            it does not go on where the one before it ends. A server is not given such a segment. What was staged by then is kept, and
            there is no new manifest, so a server that asks is told to stop. wal verify --deep reads all of them."""),
    TARGET_HISTORY_LOST(Exit.UNREACHABLE_MOMENT, """
            The history file of the timeline that is to be reached is empty, or cannot be read. Without it no server goes to that
            timeline."""),
    STAGE_TAKEN(Exit.REFUSED, """
            The directory where WAL was to be staged holds the WAL of another system. It was not touched. Another place can be given, or that
            one deleted when nobody needs it."""),
    SETTING_UNWRITABLE(Exit.USAGE, """
            A setting that was asked for cannot be written into a configuration file, or the server's version does not know it: a name
            that is none, a value with a line break, a year of five digits, a target by position for 9.6, a password."""),
    SETTING_RESERVED(Exit.USAGE, """
            A setting was asked for that the plan decides, or that has an option of its own: the target, restore_command,
            archive_mode, port, primary_conninfo. Given twice it would hold once, and nobody could say which."""),
    SETTINGS_MARKS_BROKEN(Exit.REFUSED, """
            What walkback writes into postgresql.auto.conf stands between two comments, # walkback begin and # walkback end. One of
            them is gone, or there are more, so it cannot be told from the rest. Nothing was changed. Put the comment back, or take
            out the lines by hand."""),
    SETTINGS_ABSENT(Exit.NOT_FOUND, """
            The directory has no settings that walkback wrote, and no plan of a restore that would write any."""),
    SERVER_RUNNING(Exit.REFUSED, """
            A server runs on the directory and recovers by the settings that were to be changed. They are read at its start only, and
            without them it could not be started again. Stop it first, or wait until it was promoted."""),
    NOT_PROMOTED(Exit.REFUSED, """
            The server has no timeline of its own yet: it recovers, or was not started. Until it is promoted it must not archive."""),
    NOT_RECOVERABLE(Exit.REFUSED, """
            Settings of a recovery are of use to a directory whose recovery has not ended: it has a backup_label, or still its signal
            file. With them a server that was promoted would go back into recovery, and not find its way."""),
    TIMELINE_TAKEN(Exit.REFUSED, """
            The restored server was promoted to a timeline whose number the archive has given to another already. If both wrote into
            one archive, each would overwrite or refuse the other's segments, and neither could be restored. This happens to copies
            that are promoted where they cannot see the archive's histories. Let the server archive to a place of its own, or restore
            again: WAL that walkback stages now has the histories of all later timelines with it."""),
    LOCAL_FILE_MISSING(Exit.FAILED, """
            A file on this machine that was to be read is not there. A relative path counts from the current directory."""),
    LOCAL_FILE_EXISTS(Exit.REFUSED, """
            There is a file of the name that was to be written, and it was not touched. PostgreSQL removes what is in the way
            before it asks for WAL; a person may have meant another name."""),
    LOCAL_FILE_DENIED(Exit.FAILED, """
            A file or directory on this machine may not be read or written by this user."""),
    LOCAL_DISK_FULL(Exit.FAILED, """
            The local disk that was written to is full, or the user's quota is."""),
    LOCAL_READ_ONLY(Exit.FAILED, """
            The local disk that was to be written to is mounted read-only."""),
    LOCAL_FAILED(Exit.FAILED, """
            Reading or writing a local file or standard input or output failed in a way that has no code of its own."""),
    NO_DATA_DIRECTORY(Exit.NOT_FOUND, """
            A directory was named that is no server's data directory: nothing is there, or something else is. A data directory has a
            file PG_VERSION and a folder global."""),
    SERVER_RUNS(Exit.REFUSED, """
            A server runs on the directory, or that cannot be ruled out. Two servers on one directory destroy it, so nothing was done."""),
    NOT_OURS(Exit.REFUSED, """
            Servers are started, promoted and told another target only on directories that walkback restored, that belong to a user who
            may run PostgreSQL, and that no service of the machine keeps. This one is not such a directory; nothing was done."""),
    NO_POSTGRES(Exit.NOT_FOUND, """
            A data directory is of one major version of PostgreSQL, and only that version can start on it. It was not found on the PATH,
            where packages put it, or where --bin says."""),
    SERVER_FAILED(Exit.FAILED, """
            PostgreSQL did not do what it was told. Its own words are in the message, and more of them in its log, which restore status
            explains."""),
    SERVER_SILENT(Exit.FAILED, """
            A server was to be asked something and did not answer: none runs, it is not ready, or it does not let this role in. --as names
            another role; restore status says what the server is at."""),
    SERVER_RECOVERS(Exit.REFUSED, """
            What was asked for can only be done by a server that writes WAL. This one is a standby, or has not ended its recovery."""),
    TARGET_PASSED(Exit.REFUSED, """
            A directory was to go forward to a moment that it has passed already. Replay cannot run backwards: restore again, into
            another directory; WAL that is staged can be used again."""),
    REHEARSAL_UNKNOWN(Exit.NOT_FOUND, """
            There is no rehearsal of that name on this machine for this user. rehearse list lists those that there are."""),
    NOT_IN_RECOVERY(Exit.REFUSED, """
            Something was to be done with a recovery, and no server that recovers answers there: none runs, it does not answer yet, or
            its recovery is over."""),
    BASEBACKUP_ABSENT(Exit.NO_STORAGE, """
            The folder holds neither the tars of pg_basebackup (base.tar, also as .gz, .lz4 or .zst) nor a data directory. For
            an archive of WAL-G's there is restore plan."""),
    BASEBACKUP_DAMAGED(Exit.DAMAGED, """
            Something in the backup is not what was backed up: a tar that is cut, a file that is missing, altered or of another
            size, one that backup_manifest does not list, a manifest whose own checksum is wrong, a name that leads elsewhere.
            What was restored of it has no pg_control and cannot be started. Restore another backup; of this one single files
            may still be of use to somebody who knows which."""),
    BASEBACKUP_UNPROVEN(Exit.REFUSED, """
            There is no backup_manifest, which PostgreSQL 13 and later write with every base backup, and last of all: without it
            the backup may never have finished, and nothing proves its files. --without-manifest restores it all the same.
            Incremental backups are never put together without."""),
    BASEBACKUP_CHAIN_BROKEN(Exit.UNREACHABLE_MOMENT, """
            An incremental backup holds what changed since the one before it, and that has to be there, of the same cluster, back
            to a full one. Name all folders of the chain, in any order, and none of another."""),
    BASEBACKUP_WAL_MISSING(Exit.UNREACHABLE_MOMENT, """
            A base backup is a copy taken while the server wrote; only the WAL from its start to its end makes it consistent. It
            comes with the backup (-X stream or fetch), or from an archive: --wal-archive. Without it nothing can be restored."""),
    RESTORE_PLACE(Exit.REFUSED, """
            The places that a restore would write to are not apart from one another or from the backup, are not told in full, or
            have not enough room. Nothing was touched."""),
    COPY_UNSAFE(Exit.REFUSED, """
            A copy of the files of a running server is safe only when all of them show one single moment, as in an atomic snapshot
            of one file system, or when backup_label tells where to recover from. Any other starts without a complaint and has
            tables that do not fit together. Nothing was written. --snapshot says that it is a snapshot; if it is not, use a
            backup."""),
    SERVER_UNREACHABLE(Exit.NO_ACCESS, """
            No PostgreSQL server answered where the settings or the options name one: nobody listens there, or the way to it is
            closed. No other server is ever tried in its place."""),
    SERVER_DENIED(Exit.NO_ACCESS, """
            A PostgreSQL server answered, and does not let this role in, or not do what it asked: the password is wrong, pg_hba.conf
            has no line for it, or the role has not the right. A backup needs a superuser, or a role that may run
            pg_backup_start and pg_backup_stop (pg_start_backup and pg_stop_backup up to 14) and read all settings."""),
    SERVER_LOST(Exit.FAILED, """
            The session with the server ended while a backup was being made: the server was restarted, the session was ended from
            outside, or the network was. A backup belongs to its session, so there is none; make another one."""),
    SERVER_REFUSED(Exit.FAILED, """
            A PostgreSQL server answered and said no: it is in the wrong state, or its settings do not allow it. Its own words are
            in the message."""),
    DATA_DIRECTORY_OTHER(Exit.REFUSED, """
            A backup is files of a directory and words of a server, and the two have to be of one cluster. The server that answers
            has its data elsewhere, so either the directory or the server is not the one that was meant. PGHOST, PGPORT and the
            options of the same meaning name the server."""),
    NOT_ARCHIVING(Exit.REFUSED, """
            A backup is worth nothing without the WAL that was written while it was made, and nothing says that this server's WAL
            gets into an archive: archive_mode is off, or there is neither archive_command nor archive_library, and no client
            receives its WAL. Set archive_mode = on (it needs a restart) and archive_command, or start wal receive. --unarchived
            makes the backup all the same, for WAL that is brought in another way."""),
    BACKUP_EXISTS(Exit.REFUSED, """
            A backup is called by the segment of WAL that it starts in. On a standby without traffic two backups can start in the
            same one, and the second would take the first one's place. WAL-G overwrites it; here the second is refused."""),
    PUSH_LEFT_BEHIND(Exit.REFUSED, """
            A push that broke off left objects, and this one would have the same name. Whoever restores unpacks all parts that lie
            under a name, so the two must not be mixed."""),
    PROMOTED_MEANWHILE(Exit.FAILED, """
            A standby that is promoted leaves the timeline that its backup was begun on, and the backup cannot be brought to a
            consistent state any more. There is none. Make another one of the server that it has become."""),
    FILE_UNREADABLE(Exit.FAILED, """
            A file of the data directory cannot be read: it belongs to another user, or the disk has an error. A backup without it
            would be no backup. Files that vanish, grow or shrink while they are read are no errors: WAL makes up for them."""),
    PARENT_REFUSED(Exit.REFUSED, """
            A delta was to be made from a backup that was named, and cannot be: it is not there, is of another system or version,
            lies on a branch that is no part of this server's past, or its chain is broken. What changed since would be in neither
            of the two, and WAL-G would not notice. Without a name the newest backup that fits is taken."""),
    CHANGES_UNKNOWN(Exit.FAILED, """
            WALG_FORCE_WAL_DELTA asks that changed pages are known from WAL and from nothing else, and some of that WAL, or what
            was noted of it, is missing or does not tell enough. Without that setting the files themselves are read."""),
    WAL_NOT_ARRIVED(Exit.FINDINGS, """
            The backup is stored and whole. It needs the WAL from its start to its end, and not all of that was in the archive
            when the wait was over, so it cannot be restored yet; it can as soon as the WAL arrives. The archiver fails or is slow
            (pg_stat_archiver tells), or, after a backup of a standby, the primary has not finished the segment: pg_switch_wal()
            there makes it. --wal-wait says how long to wait."""),
    INTERRUPTED(Exit.INTERRUPTED, """
            The command was told to stop, by Ctrl-C or by a signal. What was being written is not visible in the storage;
            what was done before is in the journal."""),
    BUG(Exit.BUG, """
            walkback met something that its authors did not think of. The report file holds versions, the command with
            secrets masked, and the trace: please send it.""");

    /** What is said of a finding when it stands in the way of a restore; what it means itself is told behind. */
    private static final class Restoring {

        static final String REFUSED = """
            A backup in which this is found is not restored. What can be told beforehand is told before a byte is written; what only
            the content tells ends the unpacking, and leaves the target without pg_control, so that no server starts on it.""";
    }

    private final Exit exit;
    private final String explanation;

    ErrorCode(Exit exit, String explanation) {
        this.exit = exit;
        this.explanation = explanation;
    }

    public Exit exit() {
        return exit;
    }

    /** What it means and what can be done, for {@code explain}. */
    public String explanation() {
        return explanation;
    }

    /** The stable name, such as {@code storage-unreachable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ErrorCode> of(String text) {
        for (ErrorCode code : values()) {
            if (code.text().equals(text)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
