package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.policy.coverage.Coverage;
import org.portcullis.policy.coverage.HtmlPage;
import org.portcullis.policy.coverage.Item;
import org.portcullis.policy.coverage.Lcov;
import org.portcullis.policy.coverage.Report;

class CoverageTest {
    @TempDir
    private Path directory;

    private OpenPack pack = PackLoader.open(Packs.MUPJ, Map.of());

    @BeforeEach
    void twoRules() {
        DraftPack.in(directory)
                .rules(
                        "p",
                        DraftPack.rule(
                                "ann", "Permit", DraftPack.subjectIs("urn:portcullis:subject:dn", "/CN=&lt;ann>")),
                        DraftPack.rule("rest", "Deny"))
                .load("p");
        pack = PackLoader.open(directory, Map.of());
    }

    @Test
    void nothingAskedIsNothingReached() {
        Report report = new Coverage(pack.outline()).report();

        assertThat(report.percent()).isZero();
        assertThat(report.gaps())
                .extracting(Item::kind, Item::name, Item::gap)
                .containsExactly(
                        tuple(Item.Kind.POLICY, "p", "never asked"),
                        tuple(Item.Kind.RULE, "p/ann", "never asked"),
                        tuple(Item.Kind.CLAUSE, "subject:dn = /CN=<ann>", "never asked"),
                        tuple(Item.Kind.RULE, "p/rest", "never asked"));
    }

    @Test
    void eachOutcomeCountsAndWhatAsksNothingHasOnlyOne() {
        Report once = reportOf("/CN=ben");
        Report twice = reportOf("/CN=ben", "/CN=<ann>");

        assertThat(once.percent()).isEqualTo(66);
        assertThat(once.gaps()).extracting(Item::gap).containsExactly("never matched", "never matched");
        assertThat(twice.percent()).isEqualTo(100);
        assertThat(twice.gaps()).isEmpty();
    }

    @Test
    void aTracefileHasRulesAsFunctionsAndBothOutcomesAsBranches() {
        assertThat(Lcov.of(reportOf("/CN=ben"), "/packs/")).isEqualTo("""
                        TN:
                        SF:/packs/policy/p.xml
                        FN:3,p/ann
                        FN:4,p/rest
                        FNDA:0,p/ann
                        FNDA:1,p/rest
                        FNF:2
                        FNH:1
                        BRDA:3,36,0,0
                        BRDA:3,36,1,1
                        BRDA:3,126,0,0
                        BRDA:3,126,1,1
                        BRF:4
                        BRH:2
                        DA:1,1
                        DA:3,2
                        DA:4,1
                        LF:3
                        LH:3
                        end_of_record
                        """);
    }

    @Test
    void aPageEscapesWhatPoliciesSayAndLoadsNothing() {
        String page = HtmlPage.of("<b>", reportOf("/CN=ben"), pack.texts("policy"));

        assertThat(page)
                .contains(
                        "&lt;b&gt;",
                        "66 %",
                        "subject:dn = /CN=&lt;ann&gt;",
                        "&lt;Rule RuleId=&quot;ann&quot;",
                        "/CN=&amp;lt;ann&gt;")
                .doesNotContain("<b>", "<Rule", "http-equiv", "src=", "@import", "<script");
    }

    @Test
    void theGoldenCasesReachEveryRuleOfTheMupjPackBothWays() {
        OpenPack mupj = PackLoader.open(Packs.MUPJ, Map.of());
        Coverage coverage = new Coverage(mupj.outline());

        Packs.Copy copy = new Packs.Copy(directory.resolve("mupj"));

        PolicyCase.all().forEach(one -> coverage.add(one.traced(mupj, copy)));

        assertThat(coverage.report().gaps())
                .filteredOn(gap -> gap.kind() == Item.Kind.RULE)
                .isEmpty();
        assertThat(coverage.report().percent()).isGreaterThanOrEqualTo(95);
    }

    private Report reportOf(String... names) {
        Coverage coverage = new Coverage(pack.outline());
        for (String name : names) {
            coverage.add(pack.trace(Requests.directJob(name, "/atlas"), Requests.at(Instant.EPOCH)));
        }
        return coverage.report();
    }
}
