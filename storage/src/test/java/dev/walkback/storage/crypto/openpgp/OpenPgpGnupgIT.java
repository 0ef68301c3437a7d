package dev.walkback.storage.crypto.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GnuPG of this machine, both ways, with keys that it makes for the occasion. */
class OpenPgpGnupgIT {

    private static final String PASSPHRASE = "battery staple";

    private Path gpg = Path.of("gpg");

    /** Short: the agent's socket lies in it, and the name of a socket has about 100 bytes. */
    private Path home = Path.of(".");

    @BeforeEach
    void make_a_home() throws IOException {
        gpg = Components.command("gpg");
        home = Files.createTempDirectory("gpg");
        Files.writeString(home.resolve("gpg-agent.conf"), "s2k-count 65536\n");
    }

    @AfterEach
    void remove_the_home() throws Exception {
        new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
                .start()
                .waitFor();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048, rsa2048",
        "rsa3072, rsa4096",
        "ed25519, cv25519",
        "nistp256, nistp256",
        "nistp521, nistp521",
        "dsa2048, elg2048"
    })
    void each_reads_what_the_other_wrote(String primary, String subkey, @TempDir Path folder) throws Exception {
        gpg("--quick-generate-key", "it <it@example.org>", primary, "sign,cert", "0");
        gpg("--quick-add-key", fingerprint(), subkey, "encr", "0");
        Path key = folder.resolve("key");
        gpg("--armor", "--output", key.toString(), "--export-secret-keys", "it@example.org");
        OpenPgpEncryption ours = new OpenPgpEncryption(OpenPgpKeys.inFile(key), PASSPHRASE, Clock.systemUTC());
        byte[] text = new byte[300_000];
        new Random(3).nextBytes(text);
        Path plain = Files.write(folder.resolve("plain"), text);
        Path theirs = folder.resolve("theirs.gpg");
        gpg(
                "--trust-model",
                "always",
                "--recipient",
                "it@example.org",
                "--output",
                theirs.toString(),
                "--encrypt",
                plain.toString());

        assertThat(Material.opened(ours, Files.readAllBytes(theirs))).isEqualTo(text);

        Path oursFile = Files.write(folder.resolve("ours.gpg"), Material.written(ours, text));
        String packets = gpg("--list-packets", oursFile.toString());
        assertThat(packets).contains("mdc_method: 2").contains("mode u").contains("created 0, name=\"\"");
    }

    @ParameterizedTest
    @CsvSource({"ed25519, cv25519", "rsa2048, rsa2048"})
    void gnupg_gives_lines_without_carriage_returns_as_they_were(String primary, String subkey, @TempDir Path folder)
            throws Exception {
        gpg("--quick-generate-key", "it <it@example.org>", primary, "sign,cert", "0");
        gpg("--quick-add-key", fingerprint(), subkey, "encr", "0");
        Path key = folder.resolve("key");
        gpg("--armor", "--output", key.toString(), "--export", "it@example.org");
        OpenPgpEncryption ours = new OpenPgpEncryption(OpenPgpKeys.inFile(key), null, Clock.systemUTC());
        byte[] text = "one line\nand another\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        Path stored = Files.write(folder.resolve("ours.gpg"), Material.written(ours, text));
        Path back = folder.resolve("back");

        gpg("--output", back.toString(), "--decrypt", stored.toString());

        assertThat(Files.readAllBytes(back)).isEqualTo(text);
    }

    private String fingerprint() throws Exception {
        return gpg("--list-keys", "--with-colons")
                .lines()
                .filter(line -> line.startsWith("fpr"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
    }

    private String gpg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                gpg.toString(),
                "--homedir",
                home.toString(),
                "--batch",
                "--yes",
                "--quiet",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                PASSPHRASE));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
        return output;
    }
}
