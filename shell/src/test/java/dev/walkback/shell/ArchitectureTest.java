package dev.walkback.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.walkback.testing.HouseRules;

@AnalyzeClasses(packages = "dev.walkback.shell", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = HouseRules.NAMES_SAY_WHAT_A_THING_IS;

    @ArchTest
    static final ArchRule packages_say_what_they_are_for = HouseRules.PACKAGES_SAY_WHAT_THEY_ARE_FOR;

    @ArchTest
    static final ArchRule nothing_is_made_to_be_inherited_from = HouseRules.NOTHING_IS_MADE_TO_BE_INHERITED_FROM;

    @ArchTest
    static final ArchRule json_is_written_in_one_room = noClasses()
            .that()
            .resideOutsideOfPackage("dev.walkback.shell.report..")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("JsonGenerator");

    @ArchTest
    static final ArchRule no_json_by_reflection =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule only_the_prompt_knows_a_framework =
            HouseRules.only("dev.walkback.shell.prompt..", "org.springframework..", "org.jline..");

    @ArchTest
    static final ArchRule screens_are_drawn_elsewhere =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.googlecode.lanterna..");
}
