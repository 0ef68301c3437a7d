package dev.walkback.shell.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerateTest {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    @Test
    void committed_pages_are_what_the_catalogue_makes_run_generate_docs_when_not() throws IOException {
        for (Map.Entry<String, String> page : Generate.pages().entrySet()) {
            assertThat(ROOT.resolve(page.getKey())).as(page.getKey()).hasContent(page.getValue());
        }
    }

    @Test
    void help_pages_fit_eighty_columns() {
        for (Command command : Catalogue.all()) {
            assertThat(HelpPage.of(command).lines()).allMatch(line -> line.length() <= 80);
        }
        assertThat(HelpPage.all().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void every_page_is_plain_ascii() {
        assertThat(Generate.pages().values()).allMatch(page -> page.chars().allMatch(c -> c < 0x80));
    }
}
