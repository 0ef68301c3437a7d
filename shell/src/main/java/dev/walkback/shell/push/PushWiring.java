package dev.walkback.shell.push;

import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.BackupPush;
import dev.walkback.engine.push.BackupServer;
import dev.walkback.engine.push.ComposerChoice;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushHost;
import dev.walkback.engine.push.PushManner;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.compose.Composers;
import dev.walkback.engine.push.delta.CatchupBasis;
import dev.walkback.engine.push.delta.DeltaParent;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.remote.RemotePush;
import dev.walkback.engine.push.remote.SendingServer;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** Puts a push together. */
public final class PushWiring {

    private static final int AT_ONCE = 8;

    private PushWiring() {}

    /** What it is stored with. */
    public record Target(MutableStorage storage, Layers layers, Codec codec) {}

    /** @param beforeItCounts asked last, before there is a backup */
    public static BackupPush push(
            PushAsked asked,
            PushSettings settings,
            Target target,
            BackupServer server,
            String label,
            Clock clock,
            Runnable beforeItCounts,
            Consumer<? super PushEvent> events) {
        PushRequest request = settings.request(label);
        PushManner manner = settings.manner(beforeItCounts, List.of());
        ContentSink sink = new ContentSink(settings.limited(target.storage()), target.layers(), target.codec());
        return new BackupPush(
                request,
                manner,
                new PushHost(asked.directory(), Hostname.ofThisMachine(), ZoneId.systemDefault()),
                server,
                sink,
                new DeltaParent(
                        request,
                        new DeltaParent.Place(asked.directory(), source(target), sink),
                        manner.reading(),
                        PushWiring::sameJson,
                        events),
                new Composers(
                        request,
                        () -> ArchiveReader.plain(clock).read(target.storage(), target.layers()),
                        sink,
                        server,
                        asked.directory(),
                        clock,
                        events),
                clock,
                events);
    }

    /** To find out what a push would be made from; nothing is stored. */
    public static DeltaParent parent(PushAsked asked, PushSettings settings, Storage storage, Layers layers) {
        ContentSource source = new ContentSource(storage, layers, AT_ONCE, event -> {});
        PushRequest request = settings.request("");
        return new DeltaParent(
                request,
                new DeltaParent.Place(asked.directory(), source, null),
                FileReading.ByteLimit.NONE,
                PushWiring::sameJson,
                event -> {});
    }

    /**
     * What brings a copy forward.
     *
     * @param pages whether of files that consist of pages only newer ones are taken
     */
    public static BackupPush catchUp(
            PushAsked asked,
            PushSettings settings,
            Target target,
            BackupServer server,
            Lsn since,
            boolean pages,
            Clock clock,
            Consumer<? super PushEvent> events) {
        PushRequest request = settings.request("catchup");
        PushManner manner = settings.manner(() -> {}, List.of()).catchingUp(since);
        return new BackupPush(
                request,
                manner,
                new PushHost(asked.directory(), Hostname.ofThisMachine(), ZoneId.systemDefault()),
                server,
                new ContentSink(settings.limited(target.storage()), target.layers(), target.codec()),
                new CatchupBasis(since, pages, manner.reading()),
                ComposerChoice.regular(request.tarBytes()),
                clock,
                events);
    }

    /**
     * Of a server that sends its files.
     *
     * @param beforeItCounts asked last, before there is a backup
     */
    public static RemotePush remote(
            PushSettings settings,
            Target target,
            SendingServer server,
            String label,
            Clock clock,
            Runnable beforeItCounts,
            Consumer<? super PushEvent> events) {
        return new RemotePush(
                settings.request(label),
                settings.manner(beforeItCounts, List.of()),
                new RemotePush.Where(Hostname.ofThisMachine(), ZoneId.systemDefault(), settings.sendingRate()),
                server,
                new ContentSink(settings.limited(target.storage()), target.layers(), target.codec()),
                clock,
                events);
    }

    private static ContentSource source(Target target) {
        return new ContentSource(target.storage(), target.layers(), AT_ONCE, event -> {});
    }

    private static boolean sameJson(String one, String other) {
        return UserData.stored(one).equals(UserData.stored(other));
    }
}
