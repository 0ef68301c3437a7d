package dev.walkback.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.PgVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationsTest {

    @TempDir
    Path host;

    @Test
    void packages_are_found_where_they_put_things_newest_first() throws IOException {
        server("usr/lib/postgresql/15/bin", "15.18");
        server("usr/lib/postgresql/17/bin", "17.2");
        server("usr/pgsql-13/bin", "13.23");
        server("usr/libexec/postgresql16", "16.1");
        server("opt/bitnami/postgresql/bin", "14.2");

        assertThat(Installations.on(host, "").all())
                .extracting(one -> host.relativize(one.bin()) + " " + one.majorByName())
                .containsExactly(
                        "usr/lib/postgresql/17/bin 17",
                        "usr/lib/postgresql/15/bin 15",
                        "usr/pgsql-13/bin 13",
                        "usr/libexec/postgresql16 16",
                        "opt/bitnami/postgresql/bin null");
    }

    @Test
    void what_the_search_path_leads_to_comes_first_and_once() throws IOException {
        Path old = server("usr/lib/postgresql/15/bin", "15.18");
        Path mine = server("home/me/pg/bin", "18.1");
        Path links = Files.createDirectories(host.resolve("links"));
        Files.createSymbolicLink(links.resolve("postgres"), old.resolve("postgres"));

        assertThat(Installations.on(host, mine + File.pathSeparator + links + File.pathSeparator + "relative:")
                        .all())
                .extracting(Installation::bin)
                .containsExactly(mine, old);
    }

    @Test
    void a_directory_without_a_server_is_none() throws IOException {
        Path client = Files.createDirectories(host.resolve("usr/lib/postgresql/12/bin"));
        Files.createFile(client.resolve("psql")).toFile().setExecutable(true);

        assertThat(Installations.on(host, "").all()).isEmpty();
    }

    @Test
    void a_path_that_tells_no_version_is_asked_for_it() throws Exception {
        server("usr/lib/postgresql/15/bin", "15.18");
        Path built = server("usr/local/pgsql/bin", "17.2");

        assertThat(Installations.on(host, "").ofMajor("17"))
                .hasValueSatisfying(one -> assertThat(one.bin()).isEqualTo(built));
        assertThat(Installations.on(host, "").ofMajor("11")).isEmpty();
    }

    @Test
    void versions_are_read_as_the_programs_of_all_ages_print_them() {
        assertThat(Installation.told("postgres (PostgreSQL) 15.18 (Debian 15.18-1.pgdg120+1)"))
                .contains(new PgVersion(150018));
        assertThat(Installation.told("postgres (PostgreSQL) 9.6.24")).contains(new PgVersion(90624));
        assertThat(Installation.told("postgres (PostgreSQL) 18beta2")).contains(PgVersion.ofMajor(180000));
        assertThat(Installation.told("pg_wrapper: nothing here")).isEmpty();
    }

    @Test
    void a_program_that_does_not_run_has_no_version() throws Exception {
        Path bin = Files.createDirectories(host.resolve("bin"));
        Files.writeString(bin.resolve("postgres"), "\u0000not a program");
        bin.resolve("postgres").toFile().setExecutable(true);

        assertThat(new Installation(bin, null).version()).isEmpty();
    }

    private Path server(String bin, String version) throws IOException {
        Path folder = Files.createDirectories(host.resolve(bin)).toRealPath();
        Path program = folder.resolve("postgres");
        Files.writeString(program, "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n");
        program.toFile().setExecutable(true);
        return folder;
    }
}
