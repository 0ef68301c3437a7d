package dev.walkback.engine.walfetch;

import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A segment that somebody else, or an earlier process, has fetched. It is believed no more than what comes out of a storage. */
final class ArrivedFile {

    private ArrivedFile() {}

    /** What is wrong with it; empty when nothing is. */
    static Optional<String> flaw(Path file, WalFile.Digits digits, Optional<Receiver> receiver) throws IOException {
        ArrivalCheck check = new ArrivalCheck(digits, receiver.orElse(null));
        try (InputStream in = Files.newInputStream(file)) {
            Optional<String> flaw = check.beginning(in.readNBytes(WalPageHeader.LONG_BYTES));
            return flaw.isPresent() ? flaw : check.end(Files.size(file));
        }
    }
}
