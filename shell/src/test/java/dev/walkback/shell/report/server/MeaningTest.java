package dev.walkback.shell.report.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeaningTest {

    @ParameterizedTest
    @EnumSource
    void every_message_has_a_cause_that_is_a_sentence(LogMessage message) {
        assertThat(Meaning.of(message).cause()).matches("[A-Za-z_].{30,}\\.");
    }

    /** Two things are serious and need nothing to be typed: their lines around them say what. */
    private static final List<LogMessage> SAID_BY_OTHERS = List.of(
            LogMessage.STARTUP_FAILED,
            LogMessage.CONFIGURATION_ERRORS,
            LogMessage.FILE_ABSENT,
            LogMessage.BACKUP_LABEL_INVALID,
            LogMessage.PRIMARY_BEHIND);

    @Test
    void what_is_serious_says_what_to_type() {
        assertThat(LogMessage.values())
                .filteredOn(message -> message.weight() == LogMessage.Weight.SERIOUS)
                .filteredOn(message -> !SAID_BY_OTHERS.contains(message))
                .allSatisfy(message -> assertThat(Meaning.of(message).tries()).isNotEmpty());
    }

    @Test
    void no_message_shares_its_code_with_an_error_or_a_finding() {
        Stream<String> others = Stream.concat(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::text),
                Arrays.stream(FindingCode.values()).map(FindingCode::word));

        assertThat(others.filter(code -> LogMessage.of(code).isPresent())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_suggested_command_of_ours_exists(LogMessage message) {
        assertThat(Meaning.of(message).tries().stream().filter(Suggestion::own))
                .allSatisfy(suggestion -> assertThat(Catalogue.NAMES)
                        .anyMatch(name -> (suggestion.command() + " ").startsWith(name + " ")
                                || suggestion.command().startsWith("restore from-")));
    }

    @ParameterizedTest
    @CsvSource({
        "126, may not be executed",
        "127, did not find the command",
        "216, exit code 16",
        "254, guard of a WAL stage",
        "255, chose that number",
        "137, signal 9",
        "99999999999, says why"
    })
    void the_exit_of_a_restore_command_is_told_apart(String exit, String words) {
        Optional<Told> told = Told.of("could not restore file \"00000001000000000000000D\" from archive: "
                + "child process exited with exit code " + exit);

        assertThat(Meaning.of(told.orElseThrow(), "DIR").cause()).contains(words);
    }

    @Test
    void a_path_from_a_log_is_suggested_only_where_it_can_be_pasted() {
        Told hostile = Told.of("data directory \"/srv/$(rm -rf x)\" has invalid permissions")
                .orElseThrow();

        assertThat(Meaning.of(hostile, "DIR").tries().getFirst().command()).isEqualTo("chmod 0700 DIR");
    }
}
