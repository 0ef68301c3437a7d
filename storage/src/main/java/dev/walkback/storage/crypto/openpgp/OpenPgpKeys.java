package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * Key material as people export it: armored or binary, public or secret. WAL-G reads armored keys only, and of several armored
 * blocks the first; here all blocks open messages, but messages are written for the keys of the first, as WAL-G does. Prints as
 * fingerprints.
 */
public final class OpenPgpKeys {

    private static final int LARGEST = 16 << 20;
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN PGP (PUBLIC|PRIVATE) KEY BLOCK-----.*?-----END PGP \\1 KEY BLOCK-----", Pattern.DOTALL);

    private final List<Entity> entities;
    private final int recipients;

    private OpenPgpKeys(List<Entity> entities, int recipients) {
        this.entities = List.copyOf(entities);
        this.recipients = recipients;
    }

    /** Key text out of a setting, where the two characters {@code \n} stand for a line's end. */
    public static OpenPgpKeys of(String text) throws UnusableKeyException {
        return of(text.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1), "the OpenPGP key");
    }

    public static OpenPgpKeys inFile(Path file) throws UnusableKeyException {
        String named = "the OpenPGP key file " + file;
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LARGEST), named);
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableKeyException(named + " cannot be read: " + e, e);
        }
    }

    private static OpenPgpKeys of(byte[] material, String named) throws UnusableKeyException {
        List<Entity> entities = new ArrayList<>();
        int recipients = 0;
        for (byte[] block : blocks(material, named)) {
            for (Entity entity : entities(block, named)) {
                if (entities.stream().noneMatch(entity::isSameAs)
                        || !entity.secretKeys().isEmpty()) {
                    entities.removeIf(known ->
                            known.isSameAs(entity) && known.secretKeys().isEmpty());
                    entities.add(entity);
                }
            }
            recipients = recipients == 0 ? entities.size() : recipients;
        }
        if (entities.isEmpty()) {
            throw new UnusableKeyException(named + " holds no key", null);
        }
        return new OpenPgpKeys(entities, recipients);
    }

    /** Every packet with the high bit set begins a binary key; all else must be armor. */
    private static List<byte[]> blocks(byte[] material, String named) throws UnusableKeyException {
        if (material.length > 0 && material[0] < 0) {
            return List.of(material);
        }
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(material, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(matcher.group().getBytes(StandardCharsets.ISO_8859_1));
        }
        if (blocks.isEmpty()) {
            throw new UnusableKeyException(
                    named + " holds no whole '-----BEGIN PGP PUBLIC KEY BLOCK-----' or '... PRIVATE KEY BLOCK-----', "
                            + "and is no binary key either",
                    null);
        }
        return blocks;
    }

    private static List<Entity> entities(byte[] block, String named) throws UnusableKeyException {
        List<Entity> entities = new ArrayList<>();
        try {
            InputStream in = new ByteArrayInputStream(block);
            PGPObjectFactory rings = new PGPObjectFactory(
                    block[0] < 0 ? in : new ArmoredInputStream(in), new BcKeyFingerprintCalculator());
            for (Object ring = rings.nextObject(); ring != null; ring = rings.nextObject()) {
                entity(ring, entities);
            }
        } catch (IOException | RuntimeException e) {
            throw new UnusableKeyException(named + " cannot be understood: " + e, e);
        }
        return entities;
    }

    private static void entity(Object ring, List<Entity> entities) {
        if (ring instanceof PGPSecretKeyRing secret) {
            List<PGPSecretKey> secretKeys = new ArrayList<>();
            secret.getSecretKeys().forEachRemaining(secretKeys::add);
            entities.add(new Entity(
                    secretKeys.stream().map(PGPSecretKey::getPublicKey).toList(), secretKeys));
        } else if (ring instanceof PGPPublicKeyRing open) {
            List<PGPPublicKey> keys = new ArrayList<>();
            open.getPublicKeys().forEachRemaining(keys::add);
            entities.add(new Entity(keys, List.of()));
        }
    }

    List<Entity> entities() {
        return entities;
    }

    /** Those for whom messages are written. */
    List<Entity> recipients() {
        return entities.subList(0, recipients);
    }

    List<String> fingerprints() {
        return entities.stream().map(Entity::fingerprint).toList();
    }

    @Override
    public String toString() {
        return fingerprints().toString();
    }
}
