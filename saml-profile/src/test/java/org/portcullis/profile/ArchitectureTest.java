package org.portcullis.profile;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PROFILE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.portcullis.profile");

    @Test
    void openSamlStaysBehindItsFence() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portcullis.profile.wire.opensaml")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.opensaml..", "net.shibboleth..", "org.apache.xml.security..")
                .check(PROFILE);
    }

    @Test
    void oneClassIsTheGateInTheFence() {
        classes()
                .that()
                .resideInAPackage("org.portcullis.profile.wire.opensaml")
                .and()
                .doNotHaveSimpleName("OpenSamlWire")
                .should()
                .notBePublic()
                .check(PROFILE);
    }

    @Test
    void valuesKnowNoWire() {
        noClasses()
                .that()
                .resideInAPackage("org.portcullis.profile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portcullis.profile.wire..", "org.w3c.dom..", "javax.xml..", "org.slf4j..")
                .check(PROFILE);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.portcullis.(**)").should().beFreeOfCycles().check(PROFILE);
    }

    @Test
    void nothingOfTheOtherModulesIsNeeded() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.portcullis.pdp..",
                        "org.portcullis.policy..",
                        "org.portcullis.client..",
                        "org.portcullis.load..")
                .check(PROFILE);
    }

    @Test
    void publicTypesOfTheVocabularyAreClosed() {
        classes()
                .that()
                .resideInAPackage("org.portcullis.profile")
                .and()
                .arePublic()
                .and(not(sealedOrItsVisitor()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PROFILE);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(PROFILE);
    }

    @Test
    void noStaticStateThatCanChange() {
        fields().that().areStatic().should(beFinal()).check(PROFILE);
    }

    @Test
    void noDumpingGround() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Constants|Impl)")
                .check(PROFILE);
    }

    /** An interface whose implementations are all known, or one that it hands itself to. */
    private static DescribedPredicate<JavaClass> sealedOrItsVisitor() {
        return DescribedPredicate.describe(
                "sealed or a visitor",
                type -> type.reflect().isSealed()
                        || type.getEnclosingClass()
                                .filter(outer ->
                                        type.isInterface() && outer.reflect().isSealed())
                                .isPresent());
    }
}
