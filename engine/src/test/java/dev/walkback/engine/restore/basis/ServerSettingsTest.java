package dev.walkback.engine.restore.basis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    private static List<String> preloaded(String... files) {
        ServerSettings settings = new ServerSettings();
        for (String file : files) {
            settings.take(file.getBytes(StandardCharsets.UTF_8));
        }
        return settings.preloaded();
    }

    @Test
    void libraries_are_parted_by_commas() {
        assertThat(preloaded(
                        "shared_preload_libraries = 'pg_stat_statements, auto_explain'\t# (change requires restart)\n"))
                .containsExactly("pg_stat_statements", "auto_explain");
    }

    @Test
    void a_comment_sets_nothing() {
        assertThat(preloaded("#shared_preload_libraries = 'timescaledb'\n")).isEmpty();
    }

    @Test
    void the_last_line_of_a_name_counts() {
        assertThat(preloaded("shared_preload_libraries = 'one'\nSHARED_PRELOAD_LIBRARIES = 'two'\n"))
                .containsExactly("two");
    }

    @Test
    void the_servers_own_file_is_read_after_the_other() {
        assertThat(preloaded("shared_preload_libraries = 'one'\n", "shared_preload_libraries = ''\n"))
                .isEmpty();
    }

    @Test
    void quotes_and_the_usual_folder_are_left_out() {
        assertThat(preloaded("session_preload_libraries = '\"$libdir/auto_explain\"'\n"))
                .containsExactly("auto_explain");
    }

    @Test
    void the_equals_sign_may_be_missing_and_a_value_bare() {
        assertThat(preloaded("local_preload_libraries pgaudit\n")).containsExactly("pgaudit");
    }

    @Test
    void a_line_of_a_million_quotes_ends() {
        assertThat(preloaded("shared_preload_libraries = '" + "''".repeat(500_000) + "\n"))
                .isEmpty();
    }
}
