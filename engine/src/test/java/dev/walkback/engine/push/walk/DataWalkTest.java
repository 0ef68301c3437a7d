package dev.walkback.engine.push.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.push.WalkedFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataWalkTest {

    @TempDir
    Path folder;

    private Path data;
    private final List<String> names = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<WalkedFile> controls = new ArrayList<>();

    @BeforeEach
    void make_a_data_directory() throws IOException {
        data = Files.createDirectory(folder.resolve("data")).toRealPath();
        write("global/pg_control");
        write("PG_VERSION");
    }

    @Test
    void folders_come_before_what_is_in_them_in_the_order_of_names() throws Exception {
        write("base/5/1259");
        write("base/16384/2");
        walk();
        assertThat(names)
                .containsExactly(
                        "/",
                        "/PG_VERSION",
                        "/base",
                        "/base/16384",
                        "/base/16384/2",
                        "/base/5",
                        "/base/5/1259",
                        "/global");
    }

    @Test
    void the_control_file_is_told_apart() throws Exception {
        write("base/pg_control");
        walk();
        assertThat(controls).extracting(WalkedFile::name).containsExactly("/global/pg_control");
        assertThat(names).contains("/base/pg_control").doesNotContain("/global/pg_control");
    }

    @Test
    void what_belongs_to_no_backup_is_left_out_and_its_folder_kept() throws Exception {
        write("pg_wal/000000010000000000000001");
        write("base/5/pgsql_tmp/1");
        write("postmaster.pid");
        write("backup_label");
        walk();
        assertThat(names)
                .contains("/pg_wal", "/base/5/pgsql_tmp")
                .noneMatch(name -> name.startsWith("/pg_wal/") || name.contains("pgsql_tmp/"))
                .doesNotContain("/postmaster.pid", "/backup_label");
    }

    @Test
    void names_of_postgresql_mean_nothing_further_down() throws Exception {
        write("extension/log/1");
        write("extension/pg_notify");
        walk();
        assertThat(names).contains("/extension/log/1", "/extension/pg_notify");
    }

    @Test
    void what_tools_left_at_the_top_leaves_no_trace() throws Exception {
        write(".wal-g/prefetch/1");
        write("lost+found/1");
        walk();
        assertThat(names).noneMatch(name -> name.contains(".wal-g") || name.contains("lost+found"));
    }

    @Test
    void tablespaces_are_gone_through_before_the_folder_of_their_links() throws Exception {
        Path place = Files.createDirectories(folder.resolve("space/PG_15/5"));
        Files.writeString(place.resolve("16400"), "x");
        Files.createDirectory(data.resolve("pg_tblspc"));
        Files.createSymbolicLink(data.resolve("pg_tblspc/16384"), folder.resolve("space"));
        DataWalk walk = walk();
        assertThat(names)
                .containsSubsequence(
                        "/pg_tblspc/16384/PG_15",
                        "/pg_tblspc/16384/PG_15/5",
                        "/pg_tblspc/16384/PG_15/5/16400",
                        "/pg_tblspc")
                .doesNotContain("/pg_tblspc/16384");
        assertThat(walk.tablespaces().places())
                .isEqualTo(Map.of("16384", folder.resolve("space").toString()));
    }

    @Test
    void a_link_becomes_what_it_leads_to() throws Exception {
        Files.writeString(folder.resolve("elsewhere.conf"), "x");
        Files.createSymbolicLink(data.resolve("postgresql.conf"), folder.resolve("elsewhere.conf"));
        Files.createDirectory(folder.resolve("wal"));
        Files.createSymbolicLink(data.resolve("pg_wal"), folder.resolve("wal"));
        walk();
        assertThat(names).contains("/postgresql.conf", "/pg_wal");
    }

    @Test
    void a_link_into_its_own_folders_is_left_out() throws Exception {
        Files.createSymbolicLink(data.resolve("loop"), data);
        Files.createSymbolicLink(data.resolve("nowhere"), folder.resolve("nothing"));
        walk();
        assertThat(leftOut).containsExactlyInAnyOrder("loop", "nowhere");
    }

    @Test
    void a_socket_is_left_out() throws Exception {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path place = data.resolve("s");
            socket.bind(UnixDomainSocketAddress.of(place));
            walk();
        }
        assertThat(leftOut).containsExactly("s");
    }

    private DataWalk walk() throws Exception {
        DataWalk walk = new DataWalk(data, new Found() {
            @Override
            public void file(WalkedFile file) {
                names.add(file.name());
            }

            @Override
            public void control(WalkedFile file) {
                controls.add(file);
            }

            @Override
            public void leftOut(Path path, String why) {
                leftOut.add(path.getFileName().toString());
            }
        });
        walk.run();
        return walk;
    }

    private void write(String name) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
