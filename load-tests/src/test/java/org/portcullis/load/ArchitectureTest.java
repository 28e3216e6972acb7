package org.portcullis.load;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses LOAD = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.portcullis.load");

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.portcullis.load.(*)..").should().beFreeOfCycles().check(LOAD);
    }

    @Test
    void onlyThePkiTouchesCertificateLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portcullis.load.pki")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "eu.emi..", "org.italiangrid..")
                .check(LOAD);
    }

    @Test
    void theGeneratorKnowsNoPkiAndNoCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.portcullis.load.run")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portcullis.load.pki..", "org.portcullis.load.cli..", "picocli..")
                .check(LOAD);
    }

    @Test
    void onlyTheBareServerOfTheControlIsJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portcullis.load.echo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(LOAD);
    }

    @Test
    void nothingOfTheServerIsNeeded() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portcullis.pdp..", "org.portcullis.policy..", "org.opensaml..")
                .check(LOAD);
    }

    @Test
    void noStaticStateThatCanChange() {
        fields().that().areStatic().should(beFinal()).check(LOAD);
    }

    @Test
    void classesAreFinal() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(LOAD);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(LOAD);
    }

    @Test
    void noDumpingGround() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Constants|Impl)")
                .check(LOAD);
    }
}
