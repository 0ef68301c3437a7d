package dev.walkback.tui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.walkback.testing.HouseRules;

@AnalyzeClasses(packages = "dev.walkback.tui", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = HouseRules.NAMES_SAY_WHAT_A_THING_IS;

    @ArchTest
    static final ArchRule packages_say_what_they_are_for = HouseRules.PACKAGES_SAY_WHAT_THEY_ARE_FOR;

    @ArchTest
    static final ArchRule nothing_is_made_to_be_inherited_from = HouseRules.NOTHING_IS_MADE_TO_BE_INHERITED_FROM;

    @ArchTest
    static final ArchRule it_knows_no_process = HouseRules.KNOWS_NO_PROCESS;

    @ArchTest
    static final ArchRule it_asks_a_clock_for_the_time = HouseRules.ASKS_A_CLOCK_FOR_THE_TIME;

    @ArchTest
    static final ArchRule it_knows_nothing_of_words_and_storages = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.walkback.shell..", "dev.walkback.storage..", "org.springframework..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_terminal_is_known_in_one_room =
            HouseRules.only("dev.walkback.tui.term..", "com.googlecode.lanterna..", "org.jline..");

    @ArchTest
    static final ArchRule json_is_written_elsewhere = noClasses()
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("JsonGenerator")
            .allowEmptyShould(true);
}
