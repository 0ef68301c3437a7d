package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs themselves say how they word their messages. */
class WordingIT {

    static List<Integer> majors() {
        return Components.postgresMajors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void every_wording_stands_in_the_programs_that_are_said_to_use_it(int major) throws IOException {
        String program = program(major);

        assertThat(Told.wordings().stream().filter(wording -> wording.from() <= major && major <= wording.to()))
                .isNotEmpty()
                .allSatisfy(wording -> assertThat(program)
                        .as(wording.message() + ": " + wording.format())
                        .satisfiesAnyOf(
                                text -> assertThat(text.contains(wording.format() + "\0"))
                                        .isTrue(),
                                text -> assertThat(text.contains(wording.format() + "\n"))
                                        .isTrue()));
    }

    @ParameterizedTest
    @MethodSource("majors")
    void nearly_every_message_is_known_in_the_words_of_that_version(int major) {
        Stream<LogMessage> unsaid = Stream.of(LogMessage.values())
                .filter(message -> Told.wordings().stream()
                        .noneMatch(wording ->
                                wording.message() == message && wording.from() <= major && major <= wording.to()));

        assertThat(unsaid.filter(message -> !NEWER.contains(message))).isEmpty();
    }

    /** What older servers do not say at all. */
    private static final List<LogMessage> NEWER = List.of(
            LogMessage.BACKUP_REPLAY_BEGINS,
            LogMessage.BACKUP_REPLAY_ENDS,
            LogMessage.REPLAY_GOES_ON,
            LogMessage.NOT_YET_CONSISTENT,
            LogMessage.HOT_STANDBY_OFF,
            LogMessage.WAITS_FOR_WAL,
            LogMessage.RESOURCE_MANAGER_ABSENT,
            LogMessage.COLLATION_CHANGED,
            LogMessage.INCREMENTAL_ALONE);

    private static String program(int major) throws IOException {
        Path program = Components.postgresPrograms(major).resolve("postgres");
        return new String(Files.readAllBytes(program), StandardCharsets.ISO_8859_1);
    }
}
