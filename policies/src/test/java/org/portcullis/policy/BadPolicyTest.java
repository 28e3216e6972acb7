package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.profile.Decision;

/** The policies of the hostile-input catalogue: each is refused at its place, and the good one is not. */
class BadPolicyTest {
    private static final Path FILES =
            Path.of(System.getProperty("portcullis.shared", "")).resolve("badinputs/files/policy");

    @TempDir
    private Path directory;

    @BeforeEach
    void needsTheSharedCatalogue() {
        assumeThat(FILES)
                .as("the shared catalogue of bad inputs, -Dportcullis.shared")
                .isDirectory();
    }

    @Test
    void theGoodPolicyOfTheCatalogueLoadsAndItsBanFires() throws IOException {
        PolicyPack pack = pack(List.of("P00_good")).load("root");

        Evaluation good =
                pack.evaluate(Requests.directJob("/C=XX/O=Grid/CN=Ann", "/atlas"), Requests.at(Instant.EPOCH));
        Evaluation banned =
                pack.evaluate(Requests.directJob("/C=XX/O=Grid/CN=Banned User", "/atlas"), Requests.at(Instant.EPOCH));

        assertThat(good.decision()).isEqualTo(new Decision.Permit(List.of()));
        assertThat(good.rule()).isEqualTo("atlas/r1");
        assertThat(banned.decision()).isInstanceOf(Decision.Deny.class);
        assertThat(banned.rule()).isEqualTo("ban/b");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "P01_truncated | root | P01_truncated.xml:1:1070: XML document structures must start and end within",
                "P02_zero | root | P02_zero.xml:1:1: Premature end of file",
                "P03_loopA P03_loopB | A | P03_loopB.xml:1:226: the reference to `A` leads in a circle",
                "P03_self | S | the reference to `S` leads in a circle",
                "P04_vars | p1 | P04_vars.xml:1:271: the variable `v1` is not defined before it is used",
                "P05_dangling | root | no file of the pack holds the policy `nowhere`",
                "P05_version | root | a reference must not ask for a version",
                "P06_dup1 P06_dup2 | same | P06_dup2.xml:1:184: two policies are called `same`; rename one",
                "P07_doctype | p1 | P07_doctype.xml:1:10: DOCTYPE is disallowed",
                "P08_algorithm | p1 | the combining algorithm `urn:no:such:algorithm` is not allowed",
                "P08_datatype | p1 | has the data type http://www.w3.org/2001/XMLSchema#string",
                "P08_function | p1 | the policy cannot be compiled:",
                "P09_redos | p1 | string-regexp-match` is not allowed",
                "P10_unanchored_dn | p1 | string-regexp-match` is not allowed",
                "P10_unanchored_fqan | p1 | string-regexp-match` is not allowed",
                "P12_permit_overrides | root | permit-overrides` is not allowed",
                "P12_permit_unless_deny | p1 | permit-unless-deny` is not allowed",
                "P13_root | p1 | the obligation `http://authz-interop.org/xacml/obligation/uidgid` is not allowed here",
                "P13_system | p1 | the obligation `http://authz-interop.org/xacml/obligation/uidgid` is not allowed here",
            })
    void aBadPolicyRefusesTheWholePack(String files, String root, String problem) throws IOException {
        DraftPack pack = pack(List.of(files.split(" ")));

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load(root));

        assertThat(refusal.problems()).anySatisfy(line -> assertThat(line).contains(problem));
    }

    @Test
    void aLongChainOfReferencesIsRefused() throws IOException {
        DraftPack pack = pack(IntStream.range(0, 30)
                .mapToObj(i -> "P04_chain/%03d".formatted(i))
                .toList());

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("c0"));

        assertThat(refusal.problems())
                .anySatisfy(line -> assertThat(line).contains("more than 10 references follow one another"));
    }

    @Test
    void anEmptyDirectoryIsRefused() {
        PackException refusal =
                catchThrowableOfType(PackException.class, () -> PackLoader.load(FILES.resolve("P11_no_root")));

        assertThat(refusal.problems()).contains("pack.yaml: the file cannot be used: it does not exist");
    }

    @Test
    void aPipeInPlaceOfAPolicyIsRefusedAndNotWaitedFor() throws Exception {
        DraftPack pack = good().policy("pipe", "");
        Path pipe = directory.resolve("policy/pipe.xml");
        Files.delete(pipe);
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .as("mkfifo")
                .isZero();

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("root"));

        assertThat(refusal.problems()).contains("policy/pipe.xml: the file cannot be used: it is not a regular file");
    }

    /** P15. */
    @Test
    void tenThousandRulesAreRefused() throws IOException {
        String[] rules = IntStream.range(0, 10_000)
                .mapToObj(i ->
                        DraftPack.rule("r" + i, "Deny", DraftPack.subjectIs("urn:portcullis:subject:dn", "/CN=" + i)))
                .toArray(String[]::new);
        DraftPack pack = good().rules("many", rules);

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("root"));

        assertThat(refusal.problems())
                .containsExactly("pack.yaml: the pack has 10002 rules and applies 10002 functions; there may be at most"
                        + " 5000 and 12500");
    }

    /** P15. */
    @Test
    void aPackOfFiftyMegabytesIsRefusedBeforeItIsAllRead() throws IOException {
        DraftPack pack = good();
        String blanks = " ".repeat(5 << 20);
        IntStream.range(0, 10).forEach(i -> pack.rules("big" + i, blanks, DraftPack.rule("r", "Deny")));

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("root"));

        assertThat(refusal.problems())
                .contains(
                        "policy/big9.xml: the file cannot be used: the files of the pack are larger than 16777216 bytes"
                                + " together");
    }

    /** P16. */
    @ParameterizedTest
    @ValueSource(strings = {"policy/P00_good.xml", "data/vos.yaml", "pack.yaml", "policy", "data"})
    void whatEverybodyMayWriteToIsRefused(String name) throws IOException {
        good().load("root");
        Path file = directory.resolve(name);
        Set<PosixFilePermission> open = new HashSet<>(Files.getPosixFilePermissions(file));
        open.add(PosixFilePermission.OTHERS_WRITE);
        Files.setPosixFilePermissions(file, open);

        PackException refusal = catchThrowableOfType(PackException.class, () -> PackLoader.load(directory));

        assertThat(refusal.problems()).containsExactly(name + ": everybody may write to it; chmod o-w");
    }

    /** P16. */
    @Test
    void aFileOfSomebodyElseIsRefused() throws IOException {
        good().load("root");
        Path file = directory.resolve("policy/P00_good.xml");
        try {
            Files.setAttribute(file, "unix:uid", 12_345);
        } catch (IOException e) {
            assumeThat(e).as("only root can give files away").isNull();
        }

        PackException refusal = catchThrowableOfType(PackException.class, () -> PackLoader.load(directory));

        assertThat(refusal.problems())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("policy/P00_good.xml: it belongs neither to root, nor to the server,"));
    }

    /** P17. */
    @Test
    void whatEditorsLeaveBehindIsIgnoredAndTold() throws IOException {
        DraftPack pack = good();
        List<String> droppings =
                List.of("P17_atlas.xml.swp", "P17_atlas.xml~", "#atlas.xml#", ".#atlas.xml", "atlas.xml.rpmnew");
        for (String name : droppings) {
            Path known = FILES.resolve(name);
            pack.file("policy/" + name, Files.exists(known) ? Files.readAllBytes(known) : new byte[0]);
        }

        PolicyPack loaded = pack.load("root");

        assertThat(loaded.manifest().name()).isEqualTo("draft");
        assertThat(PackLoader.lint(directory, Instant.EPOCH).stream()
                        .filter(finding -> finding.rule() == LintRule.EDITOR_DROPPING)
                        .map(finding -> finding.at().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        droppings.stream().map(name -> "policy/" + name).toList());
    }

    /** Signatures, P14, are the business of bundles. */
    @Test
    void everyRowOfTheCatalogueAboutPoliciesIsTried() throws IOException {
        String tried = Files.readString(Path.of("src/test/java/org/portcullis/policy/BadPolicyTest.java"));
        Pattern row = Pattern.compile("^(P\\d\\d),policy files,", Pattern.MULTILINE);

        assertThat(row.matcher(Files.readString(FILES.resolve("../../catalogue.csv")))
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(10)
                .allMatch(tried::contains);
    }

    @Test
    void everyPolicyOfTheCatalogueIsTried() throws IOException {
        String tried = Files.readString(Path.of("src/test/java/org/portcullis/policy/BadPolicyTest.java"));
        try (Stream<Path> files = Files.list(FILES)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .map(name -> name.replace(".xml", ""))
                    .toList();

            assertThat(names).isNotEmpty().allMatch(tried::contains);
        }
    }

    private DraftPack good() throws IOException {
        return pack(List.of("P00_good"));
    }

    private DraftPack pack(List<String> names) throws IOException {
        DraftPack pack = DraftPack.in(directory);
        for (String name : names) {
            pack.policy(FILES.resolve(name).getFileName().toString(), Files.readString(FILES.resolve(name + ".xml")));
        }
        return pack;
    }
}
