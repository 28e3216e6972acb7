package org.portcullis.pdp;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final JavaClasses PDP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.portcullis.pdp");

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.jetty, transport health",
        "jakarta.servlet, transport health",
        "jakarta.xml, transport",
        "org.apache.cxf, transport",
        "eu.emi, trust",
        "com.nimbusds, trust",
        "java.sql, store",
        "javax.sql, store",
        "org.jdbi, store",
        "org.flywaydb, store",
        "org.sqlite, store",
        "org.postgresql, store",
        "com.zaxxer, store",
        "picocli, cli cli.policy cli.decisions cli.doctor cli.lease cli.mapping",
        "org.snakeyaml, config",
        "io.micrometer, health",
        "org.opensaml, nowhere",
        "net.shibboleth, nowhere",
        "org.apache.xml, nowhere",
        "org.ow2.authzforce, nowhere",
        "org.bouncycastle, trust",
        "org.apache.commons.compress, bundle",
        "org.portcullis.client, cli.policy shadow",
    })
    void everyLibraryIsSeenInItsRoomAlone(String library, String rooms) {
        String[] packages = Arrays.stream(rooms.split(" ", -1))
                .map(room -> "org.portcullis.pdp." + room)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(PDP);
    }

    /** Each room, and the rooms it may look into; the order is that of the line. */
    @ParameterizedTest
    @CsvSource({
        "context, ''",
        "config, context",
        "ban, config",
        "mapping, ''",
        "bundle, config",
        "decide, ban bundle config context mapping",
        "rollout, ban bundle config context decide suite",
        "enrich, trust",
        "fulfil, mapping",
        "store, ban mapping",
        "trust, config",
        "json, ''",
        "health, json",
        "seal, ''",
        "audit, context decide json seal",
        "replay, audit ban context decide fulfil mapping",
        "admin, audit ban config context decide health json mapping replay store",
        "console, admin audit bundle config context decide fulfil health json mapping suite",
        "transport, admin audit config context health trust",
        "suite, ban config context decide fulfil mapping",
        "shadow, config context",
    })
    void roomsLookAlongTheLineOnly(String room, String seen) {
        Set<String> allowed = new HashSet<>(Arrays.asList(seen.split(" ", -1)));
        allowed.add(room);
        String[] others = Stream.of(
                        "context",
                        "config",
                        "ban",
                        "mapping",
                        "bundle",
                        "decide",
                        "rollout",
                        "enrich",
                        "fulfil",
                        "store",
                        "trust",
                        "health",
                        "audit",
                        "replay",
                        "transport",
                        "admin",
                        "console",
                        "shadow",
                        "seal",
                        "json",
                        "cli")
                .filter(other -> !allowed.contains(other))
                .map(other -> "org.portcullis.pdp." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("org.portcullis.pdp." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(PDP);
    }

    @Test
    void onlyTheCommandsKnowTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.portcullis.pdp", "org.portcullis.pdp.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.portcullis.pdp", "org.portcullis.pdp.cli")
                .check(PDP);
    }

    @Test
    void onlyTheServerOpensTheWire() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PdpServer")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.portcullis.profile.wire.opensaml")
                .check(PDP);
    }

    @Test
    void onlyTheRehearsalGoesWithoutRecordsAndWithoutTheGrid() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Rehearsal")
                .and()
                .doNotHaveSimpleName("PdpServer")
                .should()
                .dependOnClassesThat(resideInAPackage("org.portcullis.pdp..")
                        .and(simpleNameStartingWith("Rehearsal"))
                        .and(not(simpleName("Rehearsal"))))
                .check(PDP.that(not(simpleNameStartingWith("Rehearsal").and(not(simpleName("Rehearsal"))))));
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("org.portcullis.pdp.(*)..").should().beFreeOfCycles().check(PDP);
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
                .check(PDP);
    }

    @Test
    void noStaticStateThatCanChange() {
        fields().that().areStatic().should(beFinal()).check(PDP);
    }

    @Test
    void noDumpingGround() {
        noClasses()
                .that()
                .areNotAssignableTo(TrustManager.class)
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Constants|Impl)")
                .check(PDP);
    }
}
