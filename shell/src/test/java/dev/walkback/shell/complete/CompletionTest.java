package dev.walkback.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.session.ArchiveOf;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Sitting sitting = new Sitting(Occasion.PROMPT, CLOCK, Map.of("--storage", "prod"));

    private List<Proposal> at(String text) {
        Knowledge knowledge = new Knowledge(sitting, () -> List.of("prod", "mirror"), folder, CLOCK);
        return new Completion(knowledge).at(TypedLine.of(text));
    }

    private List<String> words(String text) {
        return at(text).stream().map(Proposal::word).toList();
    }

    private void list() {
        sitting.keep("prod", ArchiveOf.packed("timelines", CLOCK));
    }

    @Test
    void an_empty_line_offers_the_first_words_of_all_commands() {
        assertThat(words("")).contains("storage", "session", "run", "exit").doesNotHaveDuplicates();
    }

    @Test
    void behind_a_group_its_verbs_are_offered() {
        assertThat(words("session ")).contains("show", "arm", "disarm", "set", "journal");
    }

    @Test
    void behind_a_semicolon_a_new_command_begins() {
        assertThat(words("version; ")).contains("storage");
    }

    @Test
    void options_given_already_are_not_offered_again() {
        assertThat(words("storage ls --long --"))
                .contains("--recursive", "--json")
                .doesNotContain("--long");
    }

    @Test
    void an_options_value_is_completed_behind_a_blank_and_behind_an_equals_sign() {
        assertThat(words("storage ls --progress ")).containsExactly("auto", "json", "none");
        assertThat(words("storage ls --progress="))
                .containsExactly("--progress=auto", "--progress=json", "--progress=none");
    }

    @Test
    void storages_are_completed_by_their_names() {
        assertThat(words("storage copy --to ")).containsExactly("prod", "mirror");
    }

    @Test
    void what_is_refused_now_says_so() {
        assertThat(at("storage "))
                .filteredOn(it -> it.word().equals("put"))
                .singleElement()
                .satisfies(it -> assertThat(it.description()).contains("after session arm"));
    }

    @Test
    void clusters_come_from_the_listing_in_memory() {
        assertThat(words("storage ls --cluster ")).isEmpty();
        list();
        assertThat(words("storage ls --cluster ")).containsExactly("7710575489334120503");
    }

    @Test
    void files_are_completed_and_folders_go_on() throws IOException {
        Files.createDirectory(folder.resolve("drills"));
        Files.writeString(folder.resolve("drill.wb"), "");
        Files.writeString(folder.resolve("other"), "");
        assertThat(at("run dr"))
                .containsExactly(Proposal.of("drill.wb", "", "files"), new Proposal("drills/", "", "files", false));
    }

    @Test
    void the_words_of_a_preference_are_its_own() {
        assertThat(words("session set link ")).containsExactly("slow", "fast");
        assertThat(words("session set offline ")).containsExactly("on", "off");
    }

    @Test
    void help_knows_commands_and_topics() {
        assertThat(words("help ")).contains("storage", "exit-codes");
        assertThat(words("help storage ")).contains("ls").doesNotContain("exit-codes");
    }

    @Test
    void explain_knows_the_error_codes() {
        assertThat(words("explain ")).contains("storage-unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage cat 'a b", "storage cat \"a b", "storage cat a\\ b"})
    void a_quote_that_is_open_is_part_of_its_word(String text) {
        assertThat(TypedLine.of(text).current()).isEqualTo("a b");
        assertThat(TypedLine.of(text).from()).isEqualTo("storage cat ".length());
    }

    @Test
    void a_backslash_that_waits_is_no_word_yet() {
        assertThat(TypedLine.of("storage \\").before()).isEqualTo(List.of("storage"));
    }

    @Property(tries = 300)
    void no_text_crashes_it(@ForAll String text) {
        Knowledge knowledge = new Knowledge(sitting, List::of, Path.of("/"), CLOCK);
        assertThat(new Completion(knowledge).at(TypedLine.of(text))).isNotNull();
    }
}
