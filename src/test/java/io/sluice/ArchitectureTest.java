package io.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.security.planted.PlantedRooms;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** The rooms keep their order. Each rule is also held against something that breaks it, so that it cannot pass on nothing. */
class ArchitectureTest {

    private static final List<String> ROOMS = List.of(
            "evidence",
            "metadata",
            "salesforce",
            "environment",
            "inventory",
            "remotejob",
            "change",
            "approval",
            "sync",
            "compare",
            "deployment",
            "process",
            "web",
            "security");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice");

    private static final ArchRule ENGINE_STAYS_IN_ITS_ROOMS = noClasses()
            .that()
            .resideInAPackage("io.sluice..")
            .and()
            .resideOutsideOfPackages("io.sluice.process..", "io.sluice.security..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    /** What starts the demo, in the package itself, is the product's; the org below it is nobody's. */
    private static final ArchRule REHEARSAL_ORG_KNOWS_NOTHING_OF_THE_PRODUCT = noClasses()
            .that()
            .resideInAPackage("io.sluice.rehearsal.*..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.sluice..").and(not(resideInAPackage("io.sluice.rehearsal.*.."))));

    @Test
    void the_rehearsal_org_knows_nothing_of_the_product() {
        REHEARSAL_ORG_KNOWS_NOTHING_OF_THE_PRODUCT.check(new ClassFileImporter().importPackages("io.sluice.rehearsal"));
    }

    @Test
    void every_room_is_a_module_and_depends_only_on_the_rooms_it_declares() {
        ApplicationModules rooms = ApplicationModules.of(SluiceApplication.class);

        assertThat(rooms.stream().map(ArchitectureTest::name)).containsExactlyInAnyOrderElementsOf(ROOMS);
        rooms.verify();
    }

    @Test
    void the_lower_rooms_declare_nothing_above_them() {
        ApplicationModules rooms = ApplicationModules.of(SluiceApplication.class);
        for (String name : ROOMS.subList(0, ROOMS.indexOf("security"))) {
            List<String> upwards = ROOMS.subList(ROOMS.indexOf(name) + 1, ROOMS.size());
            ApplicationModule room = rooms.getModuleByName(name).orElseThrow();

            assertThat(room.getDirectDependencies(rooms).stream().map(needed -> name(needed.getTargetModule())))
                    .as("what %s needs", name)
                    .doesNotContainAnyElementsOf(upwards);
        }
    }

    @Test
    void a_room_that_looks_upwards_is_found() {
        ApplicationModules planted = ApplicationModules.of(PlantedRooms.class, location -> true);

        assertThat(planted.stream().map(ArchitectureTest::name)).containsExactlyInAnyOrder("lower", "upper");
        assertThatThrownBy(planted::verify).isInstanceOf(Violations.class).hasMessageContaining("upper");
    }

    @Test
    void only_the_process_room_and_the_security_configuration_know_the_engine() {
        assertThat(MAIN.stream()
                        .filter(type -> type.getPackageName().startsWith("io.sluice.process")
                                || type.getPackageName().startsWith("io.sluice.security"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(needed -> needed.getTargetClass().getPackageName()))
                .as("the engine is seen where it is allowed")
                .anyMatch(name -> name.startsWith("org.camunda"));
        assertThat(MAIN.stream().filter(type -> !type.getPackageName().startsWith("io.sluice.process")))
                .hasSizeGreaterThan(50);

        ENGINE_STAYS_IN_ITS_ROOMS.check(MAIN);
    }

    @Test
    void an_engine_import_elsewhere_is_found() {
        JavaClasses planted = new ClassFileImporter().importClasses(KnowsTheEngine.class);

        assertThatThrownBy(() -> ENGINE_STAYS_IN_ITS_ROOMS.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("KnowsTheEngine");
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }

    /** Planted: stands outside the rooms that may know the engine. */
    record KnowsTheEngine(RuntimeService engine) {}
}
