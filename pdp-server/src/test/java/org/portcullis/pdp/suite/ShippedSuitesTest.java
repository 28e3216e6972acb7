package org.portcullis.pdp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.policy.coverage.Coverage;
import org.portcullis.policy.coverage.Item;

/** The suites that come with the mupj pack. */
class ShippedSuitesTest {
    private static final Path PACK = Path.of("../policies/src/main/packs/mupj");

    private final List<Suite> suites = SuiteReader.read(List.of(PACK.resolve("tests")));
    private final TrialSite site = TrialSite.of(PACK, Instant.EPOCH);

    @TestFactory
    Stream<DynamicTest> everyTestPasses() {
        site.prepare(suites);
        return suites.stream()
                .flatMap(suite -> suite.cases().stream())
                .map(one -> dynamicTest(
                        one.name(),
                        () -> assertThat(CaseResult.of(one, site).details()).isEmpty()));
    }

    @Test
    void theyReachTheMostOfIt() {
        Coverage coverage = new Coverage(site.pack().outline());

        suites.forEach(suite -> suite.cases().forEach(one -> site.reached(one).ifPresent(coverage::add)));

        assertThat(coverage.report().percent()).isGreaterThan(75);
        assertThat(coverage.report().gaps())
                .filteredOn(gap -> gap.kind() == Item.Kind.RULE)
                .extracting(Item::gap)
                .doesNotContain("never asked");
    }
}
