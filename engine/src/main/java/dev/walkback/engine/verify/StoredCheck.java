package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.push.hashes.StoredTar;
import dev.walkback.engine.push.hashes.TarLists;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares the tars of a backup with what was noted when they were stored; that takes no key, and no decoding. */
final class StoredCheck {

    private static final int PIECE = 256 << 10;

    private final ContentSource source;
    private final Backup backup;
    private final Map<String, StoredTar> noted = new HashMap<>();

    StoredCheck(ContentSource source, Backup backup) {
        this.source = source;
        this.backup = backup;
        backup.objects().hashes().stream()
                .filter(TarLists::isAll)
                .findFirst()
                .flatMap(all -> new TarLists(source.storage())
                        .all(all.key().substring(0, all.key().indexOf("/walkback_hashes/") + 1)))
                .ifPresent(tars -> tars.forEach(tar -> noted.put(tar.name(), tar)));
    }

    boolean isKnown() {
        return !noted.isEmpty();
    }

    /** Lists of what is in tars, by the tars' keys. */
    Map<String, ObjectInfo> lists() {
        return backup.objects().hashes().stream()
                .filter(TarLists::isList)
                .collect(Collectors.toMap(TarLists::tarKey, list -> list, (one, other) -> one));
    }

    void compareSizes(Map<String, Finding> bad) {
        for (ObjectInfo tar : backup.objects().tars()) {
            StoredTar then = noted.get(TarNames.of(tar));
            if (then != null && then.bytes() != tar.size()) {
                bad.put(
                        TarNames.stem(tar),
                        differs(tar, "it has " + tar.size() + " bytes, and " + then.bytes() + " were stored"));
            }
        }
        for (StoredTar then : noted.values()) {
            boolean part = !TarNames.stem(then.name()).equals("pg_control")
                    && !TarNames.isBackupLabel(TarNames.stem(then.name()));
            // those two have findings of their own, from the listing
            if (part
                    && backup.objects().tar(TarNames.stem(then.name()) + ".tar").isEmpty()) {
                bad.put(
                        TarNames.stem(then.name()),
                        Finding.of(FindingCode.PARTS_MISSING, backup.name().text())
                                .with("tar", then.name()));
            }
        }
    }

    /** Of those whose size is right; {@code bad} is told by several threads. */
    void compareBytes(Map<String, Finding> bad) {
        List<ObjectInfo> tars = backup.objects().tars().stream()
                .filter(tar -> !bad.containsKey(TarNames.stem(tar)) && noted.containsKey(TarNames.of(tar)))
                .toList();
        source.forEach(tars.size(), i -> {
            ObjectInfo tar = tars.get((int) i);
            StoredTar then = noted.get(TarNames.of(tar));
            try {
                if (then != null && !then.sha256().equals(sha256(tar))) {
                    bad.put(TarNames.stem(tar), differs(tar, "its bytes are not those that were stored"));
                }
            } catch (IOException unreadable) {
                bad.put(TarNames.stem(tar), unreadable(tar, String.valueOf(unreadable.getMessage())));
            } catch (StorageException failure) {
                bad.put(TarNames.stem(tar), unreadable(tar, ContentSource.whyNot(failure)));
            }
            source.events().accept(new ReadEvent.Done(tar.key()));
        });
    }

    private String sha256(ObjectInfo tar) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE];
        try (OpenObject object = source.storage().read(tar.key())) {
            InputStream bytes = object.bytes();
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                digest.update(piece, 0, read);
                source.events().accept(new ReadEvent.Bytes(read));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Finding differs(ObjectInfo tar, String why) {
        return Finding.of(FindingCode.TAR_DIFFERS, backup.name().text())
                .with("key", tar.key())
                .with("why", why);
    }

    private Finding unreadable(ObjectInfo tar, String why) {
        return Finding.of(FindingCode.OBJECT_UNREADABLE, backup.name().text())
                .with("key", tar.key())
                .with("why", why);
    }
}
