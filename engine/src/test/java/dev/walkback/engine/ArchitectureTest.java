package dev.walkback.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.walkback.storage.MutableStorage;
import dev.walkback.testing.HouseRules;

@AnalyzeClasses(packages = "dev.walkback.engine", importOptions = DoNotIncludeTests.class)
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
    static final ArchRule it_knows_no_terminal_and_no_framework = HouseRules.KNOWS_NO_TERMINAL_AND_NO_FRAMEWORK;

    @ArchTest
    static final ArchRule it_knows_nothing_above_it = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.walkback.tui..", "dev.walkback.shell..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule looking_cannot_delete = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Executor")
            .and()
            // they add: what was pushed stays, but for a lock that its owner takes away
            .haveNameNotMatching("dev\\.walkback\\.engine\\.(content\\.ContentSink|push\\.lock\\.PushLock)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(MutableStorage.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule json_is_written_in_files_of_our_own_alone = noClasses()
            .that()
            .haveNameNotMatching("dev\\.walkback\\.engine\\.plan\\.Journal(Lines)?(\\$.*)?"
                    + "|dev\\.walkback\\.engine\\.restore\\.saved\\.(PlanWriter|RestorePlanFile)(\\$.*)?"
                    // documents of backups, and what we keep beside objects
                    + "|dev\\.walkback\\.engine\\.(.*\\.)?document\\.[A-Za-z]+(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("JsonGenerator")
            .allowEmptyShould(true);
}
