package dev.walkback.shell.settings;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.change.ChangeRecorder;
import dev.walkback.engine.walpush.PushFolder;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.PushRound;
import dev.walkback.engine.walpush.WalMetadata;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.storage.Overwrite;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How WAL is pushed, as the settings say.
 *
 * @param data the data directory, for what is kept in it
 * @param maps whether maps of changed blocks are made
 */
public record WalPushSettings(
        PushManner manner, WalMetadata.Mode metadata, PushRound.Limits limits, Path data, boolean maps) {

    private static final String ANOTHER = "WALKBACK_ANOTHER_CLUSTER";

    /** @throws UsageError when one of them cannot be: before anything is stored */
    public static WalPushSettings of(Settings settings) {
        // off only where that is said outright: a word that is no boolean is false for WAL-G
        boolean careful = settings.text("WALG_PREVENT_WAL_OVERWRITE")
                .flatMap(Amounts::flag)
                .orElse(true);
        Optional<SystemIdentifier> another =
                settings.text(ANOTHER).filter(text -> !text.isBlank()).map(text -> cluster(ANOTHER, text));
        return new WalPushSettings(
                new PushManner(careful ? Overwrite.REFUSED : Overwrite.ALLOWED, another),
                WalMetadata.Mode.valueOf(
                        settings.choice("WALG_UPLOAD_WAL_METADATA").orElseThrow()),
                limits(settings),
                settings.path("PGDATA").orElse(settings.surroundings().directory()),
                settings.flag("WALG_USE_WAL_DELTA"));
    }

    /** Who makes maps of what is pushed; empty where none are wanted. What it has seen is not kept before it is flushed. */
    public Optional<ChangeRecorder> recorder(ContentSink sink, PushFolder folder, Consumer<? super String> warnings) {
        return maps ? Optional.of(new ChangeRecorder(folder.unfinishedMaps(), sink, warnings)) : Optional.empty();
    }

    /** @param said by which option or setting */
    public static SystemIdentifier cluster(String said, String text) {
        return SystemIdentifier.parse(text.strip())
                .orElseThrow(() -> new UsageError(
                        said.startsWith("--") ? ErrorCode.BAD_VALUE : ErrorCode.BAD_SETTING,
                        said + " cannot be " + ShellWord.quoted(text),
                        "it is a cluster's system identifier, a decimal number as pg_controldata prints it",
                        List.of()));
    }

    /** The file itself counts among both, as with WAL-G. */
    private static PushRound.Limits limits(Settings settings) {
        long others = settings.number("TOTAL_BG_UPLOADED_LIMIT").orElseThrow() - 1;
        long atOnce = settings.number("WALG_UPLOAD_CONCURRENCY").orElseThrow() - 1;
        return new PushRound.Limits(
                Math.clamp(others, 0, 10_000), Math.clamp(atOnce, 0, 1000), settings.flag("PG_READY_RENAME"));
    }
}
