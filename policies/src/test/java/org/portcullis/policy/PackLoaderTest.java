package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.portcullis.policy.DraftPack.rule;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.facts.Approval;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.profile.VoName;

class PackLoaderTest {
    private static final String GOOD = "name: draft\nversion: 1.0\nroot: p\npolicies: [policy/p.xml]\n";

    @TempDir
    private Path directory;

    @Test
    void aGoodPackSaysWhatItIs() {
        PackManifest manifest = draft().load("p").manifest();

        assertThat(manifest.name()).isEqualTo("draft");
        assertThat(manifest.version()).isEqualTo("1.0");
        assertThat(manifest.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void theDigestChangesWithAnyFileAndWithNothingElse() {
        String first = draft().load("p").manifest().digest();
        String again = draft().file("README.md", "notes").load("p").manifest().digest();
        List<String> others = DraftPack.DATA.entrySet().stream()
                .map(file -> draft().file(file.getKey(), file.getValue() + "# changed\n")
                        .load("p")
                        .manifest()
                        .digest())
                .toList();

        assertThat(again).isEqualTo(first);
        assertThat(others).doesNotContain(first).doesNotHaveDuplicates();
    }

    @Test
    void theMupjPackIsInTheJarToo() throws URISyntaxException {
        Path packed = Path.of(PackLoader.class.getResource("/packs/mupj").toURI());

        PolicyPack pack = PackLoader.load(packed);

        assertThat(pack.manifest()).isEqualTo(PackLoader.load(Packs.MUPJ).manifest());
    }

    @Test
    void aPackCanBeLoadedFromWithinAnArchive() throws IOException {
        draft().load("p");
        URI archive = URI.create("jar:" + directory.resolve("pack.jar").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            List<String> files = Stream.concat(Stream.of("pack.yaml", "policy/p.xml"), DraftPack.DATA.keySet().stream())
                    .toList();
            for (String name : files) {
                Files.createDirectories(zip.getPath("/pack/" + name).getParent());
                Files.copy(directory.resolve(name), zip.getPath("/pack/" + name));
            }

            PolicyPack pack = PackLoader.load(zip.getPath("/pack"));

            assertThat(pack.manifest().digest())
                    .isEqualTo(PackLoader.load(directory).manifest().digest());
        }
    }

    @Test
    void everyProblemIsListedAtOnce() {
        DraftPack.in(directory)
                .file("pack.yaml", "name: Draft\nversion: one\nroot: q\npolicies: [policy/p.xml, policy/gone.xml]\n")
                .file("policy/p.xml", "<Policy")
                .file("data/vos.yaml", "vos: {atlas: {supported: maybe}}\n");

        assertThat(String.join("\n", problems()))
                .contains(
                        "pack.yaml:1:7: `Draft` is not a name",
                        "pack.yaml:2:10: `one` is not a version",
                        "policy/gone.xml: the file cannot be used",
                        "policy/p.xml:1:8: ",
                        "data/vos.yaml:1:26: `maybe` is none of false, true");
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("pack.yaml", "", "pack.yaml:1:1: not YAML: the file is empty"),
                bad("pack.yaml", "name: [", "pack.yaml:1:8: not YAML: expected"),
                bad("pack.yaml", "name: draft\n", "pack.yaml:1:1: `root` is missing"),
                bad("pack.yaml", GOOD + "nmae: x\n", "pack.yaml:5:1: unknown key `nmae`; known are max-stale, name,"),
                bad("pack.yaml", GOOD + "name: x\n", "pack.yaml:5:1: `name` stands here twice"),
                bad("pack.yaml", GOOD + "[a]: x\n", "pack.yaml:5:1: a key must be a plain word"),
                bad(
                        "pack.yaml",
                        GOOD.replace("p\np", "q\np"),
                        "pack.yaml:3:7: no file of the pack holds the policy `q`"),
                bad("pack.yaml", GOOD.replace("[policy/p.xml]", "[]"), "pack.yaml:4:11: `policies` must be a list"),
                bad("pack.yaml", GOOD.replace("policy/p", "../p"), "pack.yaml:4:12: `../p.xml` is not a file like"),
                bad(
                        "pack.yaml",
                        GOOD.replace("policy/p", "policy/o"),
                        "policy/o.xml: the file cannot be used: it does"),
                bad("pack.yaml", GOOD.replace("policy/p", "policy/o"), "policy/p.xml: the file is not listed"),
                bad("data/vos.yaml", "- atlas\n", "data/vos.yaml:1:1: here must stand keys and values"),
                bad("data/vos.yaml", "vos: {'a b': {supported: true}}", "data/vos.yaml:1:7: `a b` is not a VO name"),
                bad("data/vos.yaml", "vos: {a: {}}", "data/vos.yaml:1:10: `supported` is missing"),
                bad("data/vos.yaml", "vos: {a: {supported: [true]}}", "`supported` must be a plain value"),
                bad("data/vos.yaml", vo("pilot-roles: pilot"), "data/vos.yaml:1:41: `pilot-roles` must be a list"),
                bad("data/vos.yaml", vo("mupj: {}"), "data/vos.yaml:1:34: `state` is missing"),
                bad(
                        "data/vos.yaml",
                        vo("mupj: {state: ok}"),
                        "data/vos.yaml:1:42: `ok` is none of approved, pending, suspended"),
                bad("data/vos.yaml", approved("valid-from: 2009-02-30"), "`2009-02-30` is neither a date like"),
                bad("data/vos.yaml", approved("valid-from: 2009-03-01, valid-until: 2009-02-01"), "ends before it"),
                bad("data/vos.yaml", "vos: &v {a: *v}", "not YAML: Number of aliases"),
                bad(
                        "policy/p.xml",
                        "<Policy xmlns=\"urn:oasis:names:tc:xacml:2.0:policy:schema:os\"/>",
                        "policy/p.xml:1:64: the file must hold one Policy or PolicySet in the namespace urn:oasis:names"
                                + ":tc:xacml:3.0:core:schema:wd-17, but begins with `Policy`"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("badFiles")
    void aBadFileIsRefusedWithItsPlace(String file, String text, String problem) {
        draft().load("p");
        draft().file("pack.yaml", GOOD).file(file, text);

        assertThat(problems()).anySatisfy(line -> assertThat(line).contains(problem));
    }

    @Test
    void aTimeEndsAnApprovalAtOnceAndADateAtItsEnd() {
        String approval = "mupj: {state: approved, valid-from: 2009-01-01T12:00:00Z, valid-until: %s}";
        Instant noon = Instant.parse("2009-01-01T12:00:00Z");

        SiteData byTime = site(vo(approval.formatted("2009-06-01T12:00:00Z")));
        SiteData byDate = site(vo(approval.formatted("2009-06-01")));

        assertThat(byTime).isEqualTo(approved(noon, Instant.parse("2009-06-01T12:00:00Z")));
        assertThat(byDate).isEqualTo(approved(noon, Instant.parse("2009-06-02T00:00:00Z")));
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() {
        draft().load("p");
        draft().file("data/vos.yaml", "vos: {\u00e4: {}}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems()).containsExactly("data/vos.yaml: the file is not UTF-8");
    }

    @Test
    void aFileOverTheLimitIsRefused() {
        draft().load("p");
        draft().file("policy/p.xml", new byte[PackDirectory.MAX_FILE_BYTES + 1]);

        assertThat(problems()).contains("policy/p.xml: the file cannot be used: it is larger than 8388608 bytes");
    }

    @Test
    void aLinkOutOfThePackIsRefused(@TempDir Path elsewhere) throws IOException {
        draft().load("p");
        Path outside = Files.writeString(elsewhere.resolve("vos.yaml"), "vos: {}\n");
        Files.delete(directory.resolve("data/vos.yaml"));
        Files.createSymbolicLink(directory.resolve("data/vos.yaml"), outside);

        assertThat(problems()).containsExactly("data/vos.yaml: the file cannot be used: it lies outside of the pack");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsRefused() throws IOException {
        draft().load("p");
        Files.delete(directory.resolve("policy/p.xml"));
        Files.createDirectory(directory.resolve("policy/p.xml"));

        assertThat(problems()).contains("policy/p.xml: the file cannot be used: it is not a regular file");
    }

    @Test
    void aDirectoryThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> PackLoader.load(directory.resolve("nowhere")))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("pack.yaml: the file cannot be used: it does not exist");
    }

    @Test
    void whatEditorsLeaveBehindIsIgnored() {
        PolicyPack pack = draft().file("policy/p.xml~", "<")
                .file("policy/.p.xml.swp", "b0VIM")
                .load("p");

        assertThat(pack.manifest().name()).isEqualTo("draft");
    }

    private SiteData site(String yaml) {
        return ((XacmlPolicyPack) draft().file("data/vos.yaml", yaml).load("p")).site();
    }

    private DraftPack draft() {
        return DraftPack.in(directory).rules("p", rule("r", "Permit"));
    }

    private List<String> problems() {
        return catchThrowableOfType(PackException.class, () -> PackLoader.load(directory))
                .problems();
    }

    private static Arguments bad(String file, String text, String problem) {
        return Arguments.of(file, text, problem);
    }

    private static String vo(String more) {
        return "vos: {a: {supported: true, " + more + "}}";
    }

    private static SiteData approved(Instant from, Instant until) {
        Approval approval = new Approval(Approval.State.APPROVED, new Validity(from, until));
        return Sites.of(Map.of(new VoName("a"), new VoRecord(true, VoRecord.DEFAULT_PILOT_ROLES, approval)));
    }

    private static String approved(String more) {
        return vo("mupj: {state: approved, " + more + "}");
    }
}
