package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.policy.diff.Change;
import org.portcullis.policy.diff.Change.Kind;
import org.portcullis.policy.diff.DataDiff;
import org.portcullis.policy.diff.RuleDiff;
import org.portcullis.policy.trace.PolicyTrace;

class PackDiffTest {
    private static final String DN = "urn:portcullis:subject:dn";

    @TempDir
    private Path directory;

    @Test
    void aPackIsNotDifferentFromItself() {
        OpenPack pack = PackLoader.open(Packs.MUPJ, Map.of());

        assertThat(RuleDiff.between(pack.outline(), pack.outline())).isEmpty();
        assertThat(DataDiff.between(pack.texts("data"), pack.texts("data"))).isEmpty();
    }

    @Test
    void rulesAreComparedByNameNotByText() {
        PolicyTrace before = pack("before", rule("a", "Permit", subjectIs(DN, "/CN=ann")), rule("old", "Deny"));
        PolicyTrace after = pack("after", rule("a", "Deny", subjectIs(DN, "/CN=ben")), rule("new", "Deny"));

        assertThat(RuleDiff.between(before, after))
                .containsExactly(
                        new Change(Kind.CHANGED, "rule p/a when", "subject:dn = /CN=ann", "subject:dn = /CN=ben"),
                        new Change(Kind.CHANGED, "rule p/a effect", "Permit", "Deny"),
                        new Change(Kind.CHANGED, "rule p/a reason", "", "denied-by-policy"),
                        new Change(
                                Kind.ADDED,
                                "rule p/new",
                                "",
                                "{description=, when=always, effect=Deny, reason=denied-by-policy}"),
                        new Change(
                                Kind.REMOVED,
                                "rule p/old",
                                "{description=, when=always, effect=Deny, reason=denied-by-policy}",
                                ""));
    }

    @Test
    void aRuleThatIsAskedEarlierHasMoved() {
        PolicyTrace before = pack("before", rule("a", "Permit"), rule("b", "Permit"), rule("c", "Deny"));
        PolicyTrace after = pack("after", rule("c", "Deny"), rule("a", "Permit"), rule("b", "Permit"));

        assertThat(RuleDiff.between(before, after))
                .containsExactly(new Change(Kind.MOVED, "rule p/c", "after rule p/b", "after policy p"));
    }

    @Test
    void dataIsComparedByRecordWhateverItsOrderAndComments() {
        Map<String, String> before = Map.of(
                "data/vos.yaml", "vos: {atlas: {supported: true, mupj: {state: approved}}, cms: {supported: true}}",
                "data/owners.yaml", "owners: {atlas: [{dn: /CN=ann}, {dn: /CN=ben}]}");
        Map<String, String> after = Map.of(
                "data/vos.yaml", """
                # other order
                vos:
                  cms: {supported: true}
                  lhcb: {supported: true}
                  atlas: {mupj: {state: suspended}, supported: true}
                """, "data/owners.yaml", "owners: {atlas: [{dn: /CN=ben, valid-until: 2009-12-31}]}");

        assertThat(DataDiff.between(before, after))
                .containsExactly(
                        new Change(Kind.REMOVED, "data/owners.yaml owners atlas /CN=ann", "{dn=/CN=ann}", ""),
                        new Change(Kind.ADDED, "data/owners.yaml owners atlas /CN=ben valid-until", "", "2009-12-31"),
                        new Change(Kind.CHANGED, "data/vos.yaml vos atlas mupj state", "approved", "suspended"),
                        new Change(Kind.ADDED, "data/vos.yaml vos lhcb", "", "{supported=true}"));
    }

    @Test
    void listsOfWordsAreComparedAsSets() {
        assertThat(DataDiff.between(Map.of("f", "a: [x, y]"), Map.of("f", "a: [y, z, x]")))
                .isEqualTo(List.of(new Change(Kind.ADDED, "f a z", "", "z")));
    }

    @Test
    void overridesAreLaidOverDataKeyByKey() {
        Map<String, ?> override = Map.of("vos", Map.of("vos", Map.of("atlas", Map.of("supported", false))));
        OpenPack plain = PackLoader.open(Packs.MUPJ, Map.of());
        OpenPack other = PackLoader.open(Packs.MUPJ, override);

        assertThat(other.pack().evaluate(Requests.directJob("/CN=a", "/atlas"), Requests.at(Instant.EPOCH)))
                .extracting(Evaluation::rule)
                .isEqualTo("vo-support/R11-vo-not-supported");
        assertThat(plain.pack().evaluate(Requests.directJob("/CN=a", "/atlas"), Requests.at(Instant.EPOCH)))
                .extracting(Evaluation::rule)
                .isEqualTo("permitted/R29-own-work");
    }

    private PolicyTrace pack(String name, String... rules) {
        DraftPack.in(directory.resolve(name)).rules("p", rules).load("p");
        return PackLoader.open(directory.resolve(name), Map.of()).outline();
    }
}
