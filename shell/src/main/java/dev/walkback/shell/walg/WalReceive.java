package dev.walkback.shell.walg;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.walpush.WalPushException;
import dev.walkback.engine.walreceive.ReceiveEvent;
import dev.walkback.engine.walreceive.SlotName;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.receive.Receiving;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;

/** {@code wal-receive}: goes on until it is told to end, and ends with 1 then, as WAL-G does. */
final class WalReceive {

    private static final String SLOT = "WALG_SLOTNAME";

    private WalReceive() {}

    static void run(Words words, Session session) throws Exception {
        try (MutableStorage storage = session.configured().storage("default")) {
            SlotName slot = Receiving.slot(SLOT, session.configured().text(SLOT).orElse("walg"));
            ContentSink sink = new ContentSink(
                    storage,
                    session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted),
                    session.configured().codec());
            Receiving.receiver(
                            session.configured().server(),
                            sink,
                            session.configured().settings(),
                            slot,
                            session.log().clock(),
                            event -> log(event, session.log()))
                    .run();
        } catch (InterruptedException | StorageException.Interrupted e) {
            throw new WalgFailure("receive message failed: context canceled", e);
        } catch (ServerFailure e) {
            throw new WalgFailure(e.server() + ": " + e.getMessage(), e);
        } catch (WalPushException e) {
            throw new WalgFailure(WalPush.sentence(e), e);
        } catch (UsageError e) {
            throw new WalgFailure(e.what() + ": " + e.why(), e);
        }
    }

    private static void log(ReceiveEvent event, WalgLog log) {
        switch (event) {
            case ReceiveEvent.Archived(String name, boolean already) -> {
                if (already) {
                    log.info("WAL file '" + name + "' already archived with equal content, skipping");
                } else {
                    log.info("FILE PATH: " + name);
                }
            }
            case ReceiveEvent.Gap _, ReceiveEvent.Interrupted _, ReceiveEvent.StorageWaits _, ReceiveEvent.Paused _ ->
                log.warning(Receiving.sentence(event));
            default -> log.info(Receiving.sentence(event));
        }
    }
}
