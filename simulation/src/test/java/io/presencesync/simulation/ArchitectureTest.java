package io.presencesync.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.presencesync.simulation");

    @Test
    void the_checker_knows_neither_the_machine_nor_what_drives_it_nor_the_world() {
        noClasses()
                .that()
                .resideInAnyPackage("..simulation.check..", "..simulation.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.presencesync.agent..",
                        "io.presencesync.engine..",
                        "..simulation.drive..",
                        "..simulation.world..")
                .check(CLASSES);
    }

    @Test
    void the_world_does_not_know_the_machine() {
        noClasses()
                .that()
                .resideInAPackage("..simulation.world..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.presencesync.agent..", "io.presencesync.engine..", "..simulation.drive..")
                .check(CLASSES);
    }

    @Test
    void a_run_knows_no_clock_and_no_chance_but_its_own() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(CLASSES);
    }
}
