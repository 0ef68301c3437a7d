package dev.walkback.shell.report.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingWordsTest {

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void every_finding_has_a_sentence_of_its_own(FindingCode code) {
        assertThat(FindingWording.of(Finding.of(code, "SUBJECT")))
                .isNotEqualTo(code.word().replace('-', ' ') + ": SUBJECT")
                .doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void every_finding_can_be_explained(FindingCode code) {
        assertThat(FindingExplanation.of(code)).isNotBlank().endsWith(".");
    }

    @Test
    void facts_that_a_sentence_has_no_place_for_are_told_behind_it() {
        assertThat(FindingWording.of(
                        Finding.of(FindingCode.PG_CONTROL_MISSING, "base_x").with("new-fact", 7)))
                .isEqualTo("base_x has no pg_control.tar (new-fact 7)");
    }

    @Test
    void a_gap_says_how_much_is_lost() {
        assertThat(FindingWording.of(Finding.of(FindingCode.GAP, "000000010000000000000071")
                        .with("timeline", 1)
                        .with("first", "000000010000000000000071")
                        .with("last", "000000010000000000000073")
                        .with("segments", 3)))
                .isEqualTo("3 segments are lost, 000000010000000000000071 to 000000010000000000000073");
    }

    @Test
    void a_missing_part_says_what_goes_with_it() {
        assertThat(FindingWording.of(Finding.of(FindingCode.PARTS_MISSING, "base_x")
                        .with("tar", "part_008.tar.lz4")
                        .with("entries", 227)
                        .with("of", 995)))
                .isEqualTo("a part of base_x is missing: part_008.tar.lz4, with 227 of its 995 entries");
    }
}
