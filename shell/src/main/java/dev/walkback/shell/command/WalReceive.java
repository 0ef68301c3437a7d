package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.walreceive.ReceiveEvent;
import dev.walkback.engine.walreceive.SlotName;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.receive.Receiving;
import dev.walkback.shell.report.WalReceived;
import dev.walkback.shell.settings.Settings;

/** {@code wal receive}: goes on until it is told to end. */
final class WalReceive {

    private static final String SLOT = "WALG_SLOTNAME";

    private WalReceive() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        String storage = invocation.value("--storage").orElse("");
        Settings settings = session.storages().settings(storage);
        SlotName slot = invocation
                .value("--slot")
                .map(name -> Receiving.slot("--slot", name))
                .orElseGet(() -> Receiving.slot(SLOT, settings.text(SLOT).orElse("walg")));
        ContentSink sink = new ContentSink(
                session.storages().openToChange(storage),
                session.storages().layers(storage),
                session.storages().codec(storage));
        Receiving.receiver(
                        ServerChoice.of(invocation, session),
                        sink,
                        settings,
                        slot,
                        session.console().clock(),
                        event -> tell(event, storage, session))
                .run();
        return Exit.DONE;
    }

    private static void tell(ReceiveEvent event, String storage, Session session) {
        if (event instanceof ReceiveEvent.Archived archived) {
            session.changed(storage);
            session.reporter().show(new WalReceived(archived));
            if (session.reporter().style().json() || session.reporter().style().plain()) {
                return;
            }
        }
        session.reporter().say(session.console().clock().instant() + " " + Receiving.sentence(event));
    }
}
