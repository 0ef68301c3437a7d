package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers that are told to recover, most of them in vain: what they log is understood. */
class RecoveryMessagesIT {

    private static final long PATIENCE = 60_000_000_000L;

    static List<Integer> majors() {
        return Components.postgresMajors().stream()
                .filter(major -> List.of(13, 15, 18).contains(major))
                .toList();
    }

    /** A copy of a directory, and WAL of what happened afterwards. */
    private record Source(PostgresServer server, Path base, Path archive) implements AutoCloseable {

        static Source of(int major) {
            PostgresServer server = Components.postgres(major, Map.of("max_connections", "40"));
            Path base = server.freshFolder().resolve("base");
            Path archive = server.freshFolder();
            server.sql("create table story (row int)");
            server.stop();
            run("cp", "-a", server.data().toString(), base.toString());
            server.set("archive_mode", "on");
            server.set("archive_command", "cp %p " + archive + "/%f");
            server.start();
            server.sql("insert into story values (1)");
            String segment = server.sql("select pg_walfile_name(pg_switch_wal())");
            long end = System.nanoTime() + PATIENCE;
            while (!Files.exists(archive.resolve(segment)) && System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000);
            }
            server.stop();
            return new Source(server, base, archive);
        }

        /** What a server says that is started on the copy with these settings, and ends by itself. */
        Set<LogMessage> said(Map<String, String> settings, Change change) throws IOException {
            try (RestoredServer restored = Components.restored(server.major())) {
                run("cp", "-a", base.toString(), restored.data().toString());
                Files.createFile(restored.data().resolve("recovery.signal"));
                change.to(restored.data());
                settings.forEach(restored::set);
                try {
                    restored.launch();
                    restored.awaitEnd();
                } catch (IllegalStateException didNotEvenStart) {
                    // its log says why
                }
                return told(restored.said());
            }
        }

        Map<String, String> recovering(String... more) {
            Map<String, String> settings = new java.util.TreeMap<>();
            settings.put("restore_command", "cp " + archive + "/%f %p");
            for (int i = 0; i < more.length; i += 2) {
                settings.put(more[i], more[i + 1]);
            }
            return settings;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private interface Change {
        void to(Path data) throws IOException;
    }

    private static final Change NONE = data -> {};

    private static Set<LogMessage> told(String log) {
        Set<LogMessage> told = EnumSet.noneOf(LogMessage.class);
        log.lines().map(LogLine::parse).forEach(line -> Told.in(line).ifPresent(each -> told.add(each.message())));
        return told;
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void what_a_recovering_server_logs_is_understood(int major) throws IOException {
        try (Source source = Source.of(major)) {
            assertThat(source.said(source.recovering("recovery_target_xid", "999999"), NONE))
                    .contains(
                            LogMessage.SERVER_STARTS,
                            LogMessage.TARGET_IS,
                            LogMessage.SEGMENT_RESTORED,
                            LogMessage.REPLAY_BEGINS,
                            LogMessage.CONSISTENT,
                            LogMessage.REPLAY_DONE,
                            LogMessage.LAST_TRANSACTION,
                            LogMessage.ENDED_BEFORE_TARGET);
            assertThat(source.said(source.recovering("recovery_target_lsn", "0/1", "recovery_target_xid", "3"), NONE))
                    .contains(LogMessage.SEVERAL_TARGETS);
            assertThat(source.said(source.recovering("recovery_target_time", "2026-11-21T08:00:05Z"), NONE))
                    .contains(LogMessage.TARGET_INVALID);
            assertThat(source.said(source.recovering("recovery_target_timeline", "7"), NONE))
                    .contains(LogMessage.TIMELINE_ABSENT);
            assertThat(source.said(Map.of(), NONE)).contains(LogMessage.NO_RESTORE_COMMAND);
            assertThat(source.said(source.recovering("restore_command", "exit 254"), NONE))
                    .contains(LogMessage.RESTORE_COMMAND_FAILED, LogMessage.STARTUP_FAILED);
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void why_a_server_does_not_start_is_understood(int major) throws IOException {
        try (Source source = Source.of(major)) {
            assertThat(source.said(
                            source.recovering(
                                    "max_connections",
                                    "10",
                                    "superuser_reserved_connections",
                                    "1",
                                    "max_wal_senders",
                                    "2"),
                            NONE))
                    .contains(LogMessage.SETTINGS_TOO_LOW);
            assertThat(source.said(source.recovering("shared_preload_libraries", "not_here"), NONE))
                    .contains(LogMessage.LIBRARY_ABSENT);
            assertThat(source.said(source.recovering("no_such_setting", "1"), NONE))
                    .contains(LogMessage.SETTING_UNKNOWN);
            assertThat(source.said(source.recovering(), data -> Files.createFile(data.resolve("recovery.conf"))))
                    .contains(LogMessage.RECOVERY_CONF);
            assertThat(source.said(source.recovering(), data -> run("chmod", "0755", data.toString())))
                    .contains(LogMessage.DIRECTORY_PERMISSIONS);
            assertThat(source.said(source.recovering(), data -> Files.writeString(data.resolve("PG_VERSION"), "11\n")))
                    .contains(LogMessage.FILES_INCOMPATIBLE);
            assertThat(source.said(
                            source.recovering(),
                            data -> Files.writeString(data.resolve("postgresql.auto.conf"), "a b c\n")))
                    .contains(LogMessage.CONFIGURATION_ERRORS);
            assertThat(source.said(
                            source.recovering("restore_command", "head -c 5000 " + source.archive() + "/%f > %p"),
                            NONE))
                    .contains(LogMessage.RESTORED_FILE_WRONG_SIZE);
        }
    }
}
