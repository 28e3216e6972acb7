package org.portcullis.client;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.portcullis.client");

    @Test
    void theClientIsMadeOfTheJdkTheProfileAndPicocli() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "javax..",
                        "org.jspecify..",
                        "picocli..",
                        "org.portcullis.client..",
                        "org.portcullis.profile",
                        "org.portcullis.profile.wire")
                .check(CLIENT);
    }

    @Test
    void onlyTheCommandKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portcullis.client.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLIENT);
    }

    @Test
    void whatIsSlowToStartOrReachesOutIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..", "javax.xml.parsers..", "javax.xml.transform..", "java.util.logging..")
                .check(CLIENT);
    }

    @Test
    void timeAndChanceAreHandedIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(CLIENT);
    }

    @Test
    void noStaticStateThatCanChange() {
        fields().that().areStatic().should(beFinal()).check(CLIENT);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.portcullis.client.(*)").should().beFreeOfCycles().check(CLIENT);
        noClasses()
                .that()
                .resideInAnyPackage("org.portcullis.client.xml", "org.portcullis.client.credential")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portcullis.client", "org.portcullis.client.cli")
                .check(CLIENT);
    }

    @Test
    void noDumpingGround() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Constants|Impl)")
                .check(CLIENT);
    }
}
