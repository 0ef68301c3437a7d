package dev.walkback.shell.receive;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.change.ChangeRecorder;
import dev.walkback.engine.walpush.PushFolder;
import dev.walkback.engine.walpush.PushedFile;
import dev.walkback.engine.walpush.WalMetadata;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.engine.walreceive.ReceiveEvent;
import dev.walkback.engine.walreceive.SlotName;
import dev.walkback.engine.walreceive.WalReceiver;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.server.replication.ReplicationWal;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.WalPushSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts a receiver together, and says what it does. */
public final class Receiving {

    private Receiving() {}

    /** @throws UsageError when a setting cannot be: before the server is asked anything */
    public static WalReceiver receiver(
            ServerAddress server,
            ContentSink sink,
            Settings settings,
            SlotName slot,
            Clock clock,
            Consumer<? super ReceiveEvent> events) {
        WalPushSettings push = WalPushSettings.of(settings);
        PushFolder folder = PushFolder.of(settings.surroundings().directory().resolve("pg_wal"), push.data());
        WalMetadata metadata = new WalMetadata(sink, push.metadata(), folder.state());
        // a map that is missed is read for again by who wants it; nobody has to know
        Optional<ChangeRecorder> maps = push.recorder(sink, folder, warning -> {});
        WalPusher pusher = new WalPusher(sink, push.manner(), file -> {
            tell(metadata, file, clock);
            maps.ifPresent(recorder -> {
                recorder.accept(file);
                recorder.flush();
            });
        });
        return new WalReceiver(() -> ReplicationWal.open(server), pusher, sink.storage(), slot, events);
    }

    private static void tell(WalMetadata metadata, PushedFile file, Clock clock) {
        try {
            metadata.tell(file.name(), clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param said by which option or setting */
    public static SlotName slot(String said, String name) {
        return SlotName.parse(name)
                .orElseThrow(() -> new UsageError(
                        said.startsWith("--") ? ErrorCode.BAD_VALUE : ErrorCode.BAD_SETTING,
                        said + " cannot be " + ShellWord.quoted(name),
                        "a slot's name has 1 to 63 small letters, digits and underscores",
                        List.of()));
    }

    public static String sentence(ReceiveEvent event) {
        return switch (event) {
            case ReceiveEvent.SlotMade(String name) ->
                "made the replication slot " + name + ", which keeps WAL from now on";
            case ReceiveEvent.Streaming(String server, var from) ->
                "receives from " + server + ", beginning with " + from;
            case ReceiveEvent.Archived(String name, boolean already) ->
                name + (already ? " is in the archive already" : " is in the archive");
            case ReceiveEvent.TimelineFollowed(var from, var to, var at) ->
                "timeline " + from + " ended at " + at + "; goes on with timeline " + to;
            case ReceiveEvent.Gap(var first, var last) ->
                "a gap: " + first + (first.equals(last) ? " is" : " to " + last + " are")
                        + " neither in the archive nor on the server any more";
            case ReceiveEvent.Interrupted(String why, var pause) -> why + "; tries again in " + Text.lasting(pause);
            case ReceiveEvent.StorageWaits(String name, String why, var pause) ->
                name + " could not be stored, " + why + "; tries again in " + Text.lasting(pause);
            case ReceiveEvent.Paused(var at) ->
                "the storage is slower than the server: goes on with " + at + " when it has caught up";
        };
    }
}
