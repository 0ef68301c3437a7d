package dev.walkback.engine.restore.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.walk.RestoreLock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

    @TempDir
    private Path folder;

    private final Directories directories = new Directories(null);
    private Path data;
    private Path aside;

    @BeforeEach
    void name() {
        data = folder.resolve("deep/orders");
        aside = folder.resolve("deep/orders.old");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_directory_is_its_owners_alone_also_when_it_was_there() throws IOException {
        directories.make(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        directories.make(data);
        assertThat(mode(data)).isEqualTo("rwx------");
    }

    @Test
    void a_link_that_leads_elsewhere_stays_as_it_is() throws IOException {
        Path link = folder.resolve("link");
        directories.link(link, folder.resolve("a"));
        directories.link(link, folder.resolve("a"));
        assertThatThrownBy(() -> directories.link(link, folder.resolve("b")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readSymbolicLink(link)).isEqualTo(folder.resolve("a"));
    }

    @Test
    void what_is_replaced_is_whole_under_its_new_name_and_the_lock_holds_on() throws IOException {
        directories.make(data);
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        try (RestoreLock lock = RestoreLock.of(new RestoreFolder(data))) {
            Files.writeString(new RestoreFolder(data).plan(), "{}");
            directories.replace(data, aside);
            assertThat(aside.resolve("PG_VERSION")).exists();
            assertThat(new RestoreFolder(aside).path()).doesNotExist();
            assertThat(new RestoreFolder(data).plan()).exists();
            assertThat(data).isDirectoryNotContaining(path -> path.endsWith("PG_VERSION"));
            assertThatThrownBy(() -> RestoreLock.of(new RestoreFolder(data))).isInstanceOf(RestoreLock.Taken.class);
            assertThat(lock.folder()).exists();
        }
    }

    @Test
    void who_was_killed_while_replacing_goes_on_where_it_was() throws IOException {
        directories.make(data);
        Files.createDirectory(new RestoreFolder(data).path());
        Files.writeString(new RestoreFolder(data).plan(), "{}");
        Files.move(data, aside);
        directories.replace(data, aside);
        assertThat(new RestoreFolder(data).plan()).exists();
        directories.replace(data, aside);
        assertThat(new RestoreFolder(data).plan()).exists();
    }
}
