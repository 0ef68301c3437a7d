package dev.walkback.engine.restore.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLineTest {

    @Property(tries = 2000)
    void whatever_is_quoted_reads_back_the_same(@ForAll("values") String value) {
        Setting setting = new Setting("restore_command", value, "");
        assertThat(ConfigLine.read(setting.line())).contains(new ConfigLine("restore_command", value));
    }

    @Property(tries = 500)
    void a_comment_behind_it_changes_nothing(@ForAll("values") String value) {
        Setting setting = new Setting("restore_command", value, "it's why");
        assertThat(ConfigLine.read(setting.line()).map(ConfigLine::value)).contains(value);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                        "'", "\\", "\"", "%", " ", "$", "`", "#", "=", "n", "0", "\t", "\u00e9", "\u4e16", "a b", "''")
                .list()
                .ofMaxSize(20)
                .map(parts -> parts.stream().collect(Collectors.joining()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "port = 5432|port|5432",
                "PORT 5432 # why|port|5432",
                "port=5432|port|5432",
                "log_line_prefix = '%m [%p] ''x'' '|log_line_prefix|^%m [%p] 'x' ^",
                "search_path = 'a\\tb\\101\\''|search_path|^a\tbA'^",
                "shared_buffers = 128MB|shared_buffers|128MB",
                "myapp.setting = on|myapp.setting|on",
                "include_dir 'conf.d'|include_dir|conf.d"
            })
    void lines_are_read_as_postgresql_reads_them(String line, String name, String value) {
        assertThat(ConfigLine.read(line)).contains(new ConfigLine(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# port = 1", "port", "= 5", "port = 'open", "port = 5 6", "5 = 5"})
    void what_is_no_line_is_none(String line) {
        assertThat(ConfigLine.read(line)).isEmpty();
    }
}
