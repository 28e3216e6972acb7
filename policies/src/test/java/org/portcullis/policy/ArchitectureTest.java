package org.portcullis.policy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses POLICIES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.portcullis.policy");

    @Test
    void authzForceStaysBehindItsFence() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.portcullis.policy.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ow2.authzforce..", "oasis.names..", "jakarta.xml.bind..", "net.sf.saxon..")
                .check(POLICIES);
    }

    @Test
    void theCoreKnowsNoServerNoWireNoNetworkAndNoLog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.portcullis.pdp..",
                        "org.portcullis.profile.wire..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.util.logging..",
                        "org.slf4j..")
                .check(POLICIES);
    }

    @Test
    void onlyTheLoaderTouchesTheDisk() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PackDirectory")
                .and()
                .doNotHaveSimpleName("PackLoader")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
                .check(POLICIES);
    }

    @Test
    void nobodyReadsTheClockSleepsOrThrowsDice() {
        noClasses()
                .should()
                .callMethodWhere(target(name("now")).and(target(owner(equivalentTo(Instant.class)))))
                .orShould()
                .callMethodWhere(target(name("currentTimeMillis")).or(target(name("nanoTime"))))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(POLICIES);
    }

    @Test
    void noStaticStateThatCanChange() {
        fields().that().areStatic().should(beFinal()).check(POLICIES);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.portcullis.policy.(**)")
                .should()
                .beFreeOfCycles()
                .check(POLICIES);
        noClasses()
                .that()
                .resideInAnyPackage("org.portcullis.policy.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.portcullis.policy")
                .check(POLICIES);
    }

    @Test
    void noDumpingGround() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Constants|Impl)")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..helpers..")
                .check(POLICIES);
    }
}
