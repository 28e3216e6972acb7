package org.portcullis.policy.importing.spl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.Requests;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Imported;
import org.portcullis.policy.importing.Imported.Asker;
import org.portcullis.policy.importing.ImportedPack;
import org.portcullis.policy.importing.Outcome;
import org.portcullis.policy.source.PackFile;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;

class SplImportTest {
    private static final Asker ANN =
            new Asker("/C=XX/O=Grid/CN=Ann", List.of("/atlas/Role=pilot", "/atlas"), List.of("atlas"));
    private static final String WN = "http://site.example.org/wn";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "http://site.example.org/wn, http://site.example.org/wn, true",
        "http://site.example.org/wn, http://site.example.org/wnXX, false",
        "http://site.example.org/wn, prefix-http://site.example.org/wn, false",
        "http://site.example.org/wn, http://site-example-org/wn, true",
        "http://site.example.org/wn, '  http://site.example.org/wn ', true",
        "http://site.example.org/wn, http://SITE.example.org/wn, false",
        ".*, anything, true",
        ".*, '', false",
        ".*, ' ', false",
        "wn|ce, ce, true",
        "wn|ce, cewn, false",
    })
    void aPatternMustFitTheWholeResource(String pattern, String resource, boolean fits) {
        Imported pack = pack("resource \"" + pattern + "\" { action \".*\" { rule permit { vo=atlas } } }");

        assertThat(pack.permits(ANN, resource, "run")).isEqualTo(fits);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "subject=\"CN=Ann,O=Grid,C=XX\"           | true",
                "subject=\"cn=ANN, o=grid, c=xx\"         | true",
                "subject=\"/C=XX/O=Grid/CN=Ann\"          | true",
                "subject=\"CN=Ann,O=Grid\"                | false",
                "fqan=\"/atlas\"                          | true",
                "fqan=\"/atlas/Role=NULL/Capability=NULL\"| true",
                "pfqan=\"/atlas\"                         | false",
                "pfqan=\"/atlas/Role=pilot\"              | true",
                "fqan=\"/atlas/Role=pil\"                 | false",
                "vo=\"atlas\"                             | true",
                "vo=\"Atlas\"                             | false",
                "vo=\"atlas\" fqan=\"/cms\"               | false",
                "vo=\"atlas\" fqan=\"/atlas\"             | true",
                "subject-issuer=\"CN=Authority,DC=example,DC=org\" | true",
                "x509-subject-issuer=\"CN=Other,DC=example,DC=org\" | false",
                "resource=\"http://.*\" action=\"r.n\"    | true",
            })
    void everyAttributeOfARuleMustHold(String attributes, boolean holds) {
        Imported pack = pack("resource \".*\" { action \".*\" { rule permit { " + attributes + " } } }");

        assertThat(pack.permits(ANN, WN, "run")).isEqualTo(holds);
    }

    @Test
    void aNameWithASlashInItLoadsAndMatches() {
        Imported pack =
                pack("resource \".*\" { action \".*\" { rule permit { subject=\"CN=host/wn.example.org,O=Grid\" } } }");

        assertThat(pack.permits(new Asker("/O=Grid/CN=host/wn.example.org", List.of(), List.of()), WN, "run"))
                .isTrue();
    }

    @Test
    void theFirstRuleThatAppliesDecidesAcrossResources() {
        Imported pack = pack("""
                resource ".*" { action ".*" { rule deny { fqan="/cms" } } }
                resource "wn" { action "run" { rule permit { vo=cms } } action "stop" { rule deny { vo=atlas } } }
                resource "wn" { action "stop" { rule permit { vo=atlas } } action "run" { rule permit { vo=atlas } } }
                """);

        assertThat(pack.permits(ANN, "wn", "run")).isTrue();
        assertThat(pack.permits(ANN, "wn", "stop")).isFalse();
        assertThat(pack.permits(new Asker("/O=Grid/CN=Ben", List.of("/cms"), List.of()), "wn", "run"))
                .isFalse();
    }

    @Test
    void whatNothingAppliesToIsDeniedForWantOfAPolicy() {
        Imported pack = pack("resource wn { action run { rule permit { vo=cms } } }");

        Decision decision = pack.decision(Imported.request(ANN, new Credential.Bare(), "wn", "run"));

        assertThat(decision).isEqualTo(new Decision.Deny(ReasonCode.NO_POLICY));
    }

    @Test
    void aDenyByIssuerPermitsNobodyWhoseIssuerCannotBeTold() {
        Imported pack = pack("""
                resource ".*" { action ".*" {
                  rule deny { subject-issuer="CN=Bad,O=Grid" }
                  rule permit { vo=atlas }
                } }
                """);

        Decision decision = pack.decision(Imported.request(ANN, new Credential.Bare(), "wn", "run"));

        assertThat(decision).isEqualTo(new Decision.Indeterminate(ErrorKind.MISSING_ATTRIBUTE));
        assertThat(pack.permits(ANN, "wn", "run")).isTrue();
    }

    @Test
    void filesApplyInTheOrderGiven() {
        PackFile deny = new PackFile("ban.spl", "resource \".*\" { action \".*\" { rule deny { vo=atlas } } }");
        PackFile permit = new PackFile("site.spl", "resource \".*\" { action \".*\" { rule permit { vo=atlas } } }");

        Imported pack = Imported.load(SplImport.read("site", List.of(permit, deny)), directory);

        assertThat(pack.permits(ANN, "wn", "run")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "permit { vo=atlas x509-authn-profile=\"file:classic\" } | false | s:3:24: lost: rule permit `vo=\"atlas\" x509-authn-profile=\"file:classic\"`: the attribute `x509-authn-profile`: the assurance profile of a CA is not known here; the permit is left out",
                "deny { vo=atlas pilot-classifier=y } | false | s:3:22: lost: rule deny",
                "deny { vo=cms oidc-group=y } | true | the attribute `oidc-group`: it has no equivalent here; the deny holds whatever the value",
                "deny { fqam=\"/atlas\" } | false | the attribute `fqam`: it has no equivalent here, did you mean `fqan`?",
                "permit { fqan=\"/atlas/*\" } | true | `/atlas/*` is not an FQAN, and no subject has it",
                "deny { fqan=\"/atlas/Capability=x\" } | false | capabilities are not looked at here",
                "deny { subject=\"Ann\" } | false | `Ann` is not a DN",
            })
    void whatCannotBeSaidIsLostAndMakesThePackStricter(String rule, boolean othersPermitted, String message) {
        ImportedPack imported =
                imported("resource \".*\" {\naction \".*\" {\nrule " + rule + "\nrule permit { vo=ops } } }");
        Imported pack = Imported.load(imported, directory);
        Asker ops = new Asker("/O=Grid/CN=Ops", List.of("/ops"), List.of("atlas"));

        assertThat(imported.hasLosses()).isTrue();
        assertThat(imported.findings())
                .filteredOn(finding -> finding.outcome() == Outcome.LOST)
                .anySatisfy(finding -> assertThat(finding.toString()).contains(message));
        assertThat(pack.permits(ANN, "wn", "run")).isFalse();
        assertThat(pack.permits(ops, "wn", "run")).isEqualTo(othersPermitted || rule.startsWith("permit"));
    }

    @Test
    void underAPatternThatCannotBeSaidDeniesHoldEverywhereAndPermitsNowhere() {
        ImportedPack imported = imported("""
                resource "(?i)wn" { action ".*" { rule deny { vo=cms } rule permit { vo=atlas } } }
                resource "ce" { action ".*" { rule permit { vo=cms } rule permit { vo=ops } } }
                """);
        Imported pack = Imported.load(imported, directory);

        assertThat(pack.permits(ANN, "wn", "run")).isFalse();
        assertThat(pack.permits(new Asker("/O=Grid/CN=C", List.of("/cms"), List.of()), "ce", "run"))
                .isFalse();
        assertThat(pack.permits(new Asker("/O=Grid/CN=O", List.of("/ops"), List.of()), "ce", "run"))
                .isTrue();
        assertThat(imported.findings())
                .filteredOn(finding -> finding.outcome() == Outcome.LOST)
                .extracting(Finding::toString)
                .containsExactly(
                        "s:1:10: lost: resource `(?i)wn`: the pattern `(?i)wn` cannot be used: a group with `(?`; only `(?:`"
                                + " is known at character 2; its permits are left out, and its denies hold for every resource",
                        "s:1:56: lost: rule permit `vo=\"atlas\"`: where it holds cannot be said; it is left out");
    }

    @Test
    void obligationsThatMapAreNotMissedOthersAre() {
        ImportedPack imported = imported("""
                resource wn {
                  obligation "http://glite.org/xacml/obligation/local-environment-map" {}
                  private action run { obligation "urn:other" { a=b } rule permit { vo=atlas } }
                }
                """);

        assertThat(imported.findings())
                .extracting(Finding::outcome, finding -> finding.at().line())
                .contains(tuple(Outcome.CHANGED, 2), tuple(Outcome.CHANGED, 3), tuple(Outcome.LOST, 3));
    }

    @Test
    void aPackTellsWhereEachRuleComesFrom() {
        ImportedPack imported =
                imported("resource wn {\n description \"worker -- <nodes>\" action run {\n rule deny { vo=atlas } } }");
        Imported pack = Imported.load(imported, directory);

        assertThat(imported.files().get("policy/part-1.xml"))
                .contains("<!-- source: s:3:2 -->", "worker -- &lt;nodes&gt;", "denied-by-policy");
        assertThat(pack.pack()
                        .evaluate(Imported.request(ANN, new Credential.Bare(), "wn", "run"), Requests.at(Instant.EPOCH))
                        .rule())
                .isEqualTo("part-1-1/rule-1-line-3");
    }

    @Test
    void policiesWithoutRulesMakeAPackThatPermitsNothing() {
        Imported pack = pack("resource wn { description \"empty\" }");

        assertThat(pack.permits(ANN, "wn", "run")).isFalse();
    }

    private Imported pack(String text) {
        return Imported.load(imported(text), directory);
    }

    private static ImportedPack imported(String text) {
        return SplImport.read("site", List.of(new PackFile("s", text)));
    }
}
