package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dwalkback.write=true} writes the page again. */
class SettingsReferenceTest {

    @Test
    void the_page_of_settings_says_what_the_table_says() throws IOException {
        Path page = Path.of(System.getProperty("walkback.root"), "docs/reference/settings.md");
        String fresh = SettingsPage.text();
        if (Boolean.getBoolean("walkback.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, fresh);
        }
        assertThat(page).hasContent(fresh);
    }
}
