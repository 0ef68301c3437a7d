package dev.walkback.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagersTest {

    @TempDir
    Path host;

    private final Path data = Path.of("/var/lib/postgresql/15/main");

    private void write(String file, String text) throws IOException {
        Path path = host.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    @Test
    void a_cluster_of_debian_is_known_by_its_configuration() throws IOException {
        write("etc/postgresql/15/main/postgresql.conf", "data_directory = '/var/lib/postgresql/15/main'\n");

        assertThat(ServiceManagers.naming(data, host)).isPresent();
    }

    @Test
    void a_service_is_known_by_its_unit() throws IOException {
        write("etc/systemd/system/pg.service", "Environment=PGDATA=/var/lib/postgresql/15/main/\n");

        assertThat(ServiceManagers.naming(data, host)).isPresent();
    }

    @Test
    void a_longer_path_is_another() throws IOException {
        write("etc/postgresql/15/main/postgresql.conf", "data_directory = '/var/lib/postgresql/15/main2'\n");
        write("etc/systemd/system/pg.service", "Environment=PGDATA=/var/lib/postgresql/15/main/nested\n");

        assertThat(ServiceManagers.naming(data, host)).isEmpty();
    }

    @Test
    void a_host_without_any_of_it_knows_nothing() {
        assertThat(ServiceManagers.naming(data, host.resolve("nowhere"))).isEmpty();
    }

    @Test
    void the_title_of_a_process_tells_its_segment() {
        assertThat(StartupProcess.titled("postgres: startup recovering 000000010000000000000005"))
                .hasValueSatisfying(process -> assertThat(process.waiting()).isFalse());
        assertThat(StartupProcess.titled("postgres: orders: startup waiting for 000000010000000000000005"))
                .hasValueSatisfying(process -> assertThat(process.waiting()).isTrue());
        assertThat(StartupProcess.titled("vi startup recovering 000000010000000000000005"))
                .isEmpty();
        assertThat(StartupProcess.titled("postgres: checkpointer")).isEmpty();
    }
}
