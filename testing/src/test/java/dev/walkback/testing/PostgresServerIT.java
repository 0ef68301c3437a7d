package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresServerIT {

    static List<Integer> majors() {
        return Components.postgresMajors();
    }

    @Test
    void there_are_two_major_versions_at_least() {
        assertThat(majors()).hasSizeGreaterThanOrEqualTo(2).contains(15, 18);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void every_major_version_starts_and_answers(int major) {
        try (PostgresServer server = Components.postgres(major, Map.of("archive_mode", "on"))) {
            assertThat(server.sql("show server_version")).startsWith(major + ".");
            assertThat(server.sql("show archive_mode")).isEqualTo("on");
        }
    }

    @Test
    void what_was_committed_is_there_after_a_crash() {
        try (PostgresServer server = Components.postgres(15, Map.of())) {
            server.sql("create table kept (line text)", "insert into kept values ('it''s here')");
            server.crash();
            server.start();
            assertThat(server.sql("table kept")).isEqualTo("it's here");
        }
    }

    @Test
    void a_setting_holds_from_the_next_start() {
        try (PostgresServer server = Components.postgres(15, Map.of())) {
            server.stop();
            server.set("cluster_name", "it's");
            server.start();
            assertThat(server.sql("show cluster_name")).isEqualTo("it's");
        }
    }

    @Test
    void it_writes_into_a_fresh_folder() throws IOException {
        try (PostgresServer server = Components.postgres(15, Map.of())) {
            Path file = server.freshFolder().resolve("said");
            server.sql("copy (select 'yes') to '" + file + "'");
            assertThat(file).hasContent("yes");
        }
    }

    @Test
    void nothing_of_it_stays_when_it_is_closed() {
        PostgresServer server = Components.postgres(15, Map.of());
        int port = server.port();
        Path data = server.data();
        server.close();
        assertThat(Ports.answers(port)).isFalse();
        assertThat(Files.exists(data.getParent().getParent())).isFalse();
    }

    @Test
    void wrong_sql_says_what_is_wrong() {
        assertThatThrownBy(() -> Components.postgres().sql("select no_such_thing"))
                .hasMessageContaining("\"no_such_thing\" does not exist");
    }
}
