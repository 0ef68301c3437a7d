package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.all();

    @Test
    void it_has_every_name_that_wal_g_lists_and_no_other() throws IOException {
        // the names printed by `wal-g flags`, without --config and --turbo, which are no settings
        try (InputStream names = Objects.requireNonNull(CatalogueTest.class.getResourceAsStream("walg-flags.txt"))) {
            List<String> listed = new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(listed).hasSize(202);
            assertThat(catalogue.listedNames()).isEqualTo(listed);
        }
    }

    @Test
    void no_name_belongs_to_two_settings() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (Setting setting : catalogue.settings()) {
            setting.namesNatively().stream().filter(name -> !seen.add(name)).forEach(twice::add);
        }
        // the number of parts in flight has, in WAL-G too, the prefixed names of the number of uploads
        assertThat(twice).containsExactlyInAnyOrder("WALKBACK_UPLOAD_CONCURRENCY", "WALG_UPLOAD_CONCURRENCY");
    }

    @Test
    void every_built_in_default_is_of_its_settings_type() {
        assertThat(catalogue.settings())
                .filteredOn(setting -> setting.fallback().isPresent())
                .allSatisfy(setting -> assertThat(
                                Types.fits(setting, setting.fallback().orElseThrow()))
                        .as(setting.name())
                        .isTrue());
    }

    @Test
    void every_setting_says_what_it_means() {
        assertThat(catalogue.settings())
                .allSatisfy(setting -> assertThat(setting.meaning()).hasSizeGreaterThan(3));
    }

    @Test
    void what_is_called_a_password_or_a_key_is_a_secret() {
        assertThat(catalogue.settings())
                .filteredOn(setting -> setting.name()
                        .matches(".*(PASSWORD|SECRET|PASSPHRASE|_TOKEN|PGP_KEY|SODIUM_KEY|ENCRYPTION_KEY|SSE_C"
                                + "|SECRET_ACCESS_KEY|STORAGE_ACCESS_KEY|CONNECTION_STRING)$"))
                .filteredOn(setting -> setting.kind() != Kind.FLAG)
                .hasSizeGreaterThan(15)
                .allSatisfy(setting ->
                        assertThat(setting.secret()).as(setting.name()).isTrue());
    }

    @Test
    void names_are_found_whatever_their_case_and_with_dashes() {
        assertThat(catalogue.find("walg-s3-prefix")).map(Setting::name).contains("WALG_S3_PREFIX");
        assertThat(catalogue.find("s3_sse")).map(Setting::name).contains("S3_SSE");
        assertThat(catalogue.find("WALE_AWS_REGION")).map(Setting::name).contains("AWS_REGION");
        assertThat(catalogue.find("connect_timeout")).map(Setting::name).contains("WALKBACK_CONNECT_TIMEOUT");
    }

    @Test
    void a_mistyped_name_has_a_nearest_one() {
        assertThat(catalogue.nearest("WALG_S3_PREFFIX")).contains("WALG_S3_PREFIX");
        assertThat(catalogue.nearest("walg_compresion_method")).contains("WALG_COMPRESSION_METHOD");
        assertThat(catalogue.nearest("AWS_REGOIN")).contains("AWS_REGION");
        assertThat(catalogue.nearest("SOMETHING_ELSE_ALTOGETHER")).isEmpty();
    }

    @Test
    void a_flag_of_wal_g_is_its_settings_name_in_lower_case_with_dashes() {
        assertThat(Setting.flag("WALG_S3_PREFIX")).isEqualTo("walg-s3-prefix");
        assertThat(catalogue.listedNames())
                .allSatisfy(name -> assertThat(Setting.flag(name))
                        .isEqualTo(name.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
