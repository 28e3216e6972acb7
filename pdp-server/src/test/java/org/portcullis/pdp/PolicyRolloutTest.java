package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.bundle.Packs;

/** The commands that roll out policy, where no server runs. */
class PolicyRolloutTest {
    private static final String ATLAS = "atlas:\n    supported: true";

    @TempDir
    private Path directory;

    private RolloutSite site;
    private Shell shell;

    @BeforeEach
    void makeASite() {
        site = RolloutSite.in(directory);
        shell = site.shell();
    }

    @Test
    void sameBytesAreBuiltFromTheSamePack() {
        String first = site.built(site.pack("one", "1.0", "", ""));
        String second = site.built(site.pack("two", "1.0", "", ""));

        assertThat(first).isEqualTo(second).hasSize(64);
        assertThat(bundles("bundle-" + first + ".tgz")).isRegularFile();
    }

    @Test
    void brokenPackIsNotBuiltAndEveryReasonIsSaid() {
        Path pack = site.pack("pack", "1.0", ATLAS, "atlas:\n    suported: true");
        Packs.write(pack.resolve("policy/stray.xml"), "<x/>");

        Shell.Done done = shell.run("policy", "build", pack.toString());

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out()).isEmpty();
        assertThat(done.err()).contains("data/vos.yaml:", "policy/stray.xml");
        assertThat(bundles("")).doesNotExist();
    }

    @Test
    void activationRollbackAndHistoryTellOneStory() {
        String a = site.built(site.pack("a", "1.0", "", ""));
        String b = site.built(site.pack("b", "1.1", ATLAS, "atlas:\n    supported: false"));

        Shell.Done first = activate(a, "--reason", "first", "--ticket", "T-1");
        Shell.Done second = activate(b.substring(0, 8), "--reason", "second");
        Shell.Done back = shell.run("policy", "rollback", "--yes", "--reason", "third", "-o", "json");
        Shell.Done nothing = shell.run("policy", "rollback", "--yes");
        Shell.Done history = shell.run("policy", "history");

        assertThat(List.of(first.code(), second.code(), back.code(), nothing.code()))
                .containsExactly(0, 0, 0, 9);
        assertThat(first.out()).startsWith("activate " + a.substring(0, 12) + " (mupj 1.0): switched");
        assertThat(first.err()).contains("no server is running");
        assertThat(back.out())
                .startsWith("{\"what\":\"rollback\",\"from\":\"" + b + "\",\"to\":\"" + a + "\",\"name\":\"mupj\"");
        assertThat(current()).isEqualTo(a);
        assertThat(history.out().lines()).hasSize(4).noneMatch(line -> line.contains("begun"));
        assertThat(history.out()).contains("T-1", "first", "second", "third", System.getProperty("user.name"));
        assertThat(shell.run("policy", "history", "-o", "json").out().lines()).hasSize(3);
        assertThat(shell.run("policy", "history", "--verify").code()).isZero();
    }

    @Test
    void changedHistoryIsFound() throws IOException {
        activate(site.pack("a", "1.0", "", "").toString(), "--reason", "mine");
        Path history = bundles("history.jsonl");
        Files.writeString(history, Files.readString(history).replace("mine", "theirs"));

        Shell.Done done = shell.run("policy", "history", "--verify");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.err()).contains("history.jsonl:1:");
    }

    @Test
    void dryRunTriesEverythingAndSwitchesNothing() {
        Path pack = site.pack("a", "1.0", "", "");

        Shell.Done done = shell.run("policy", "activate", pack.toString(), "--dry-run");

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("would activate").contains("nothing changed");
        assertThat(current()).isEmpty();
        assertThat(bundles("history.jsonl")).doesNotExist();
    }

    @Test
    void packThatFailsATestOfItsOwnIsNeitherBuiltNorActivated() throws IOException {
        Path pack = site.pack("red", "1.0", "", "");
        Packs.write(pack.resolve("tests/own_test.yaml"), """
                suite: own
                given: {now: 2009-10-01T12:00:00Z}
                tests:
                  - name: strangers are welcome
                    when: {subject: {dn: /C=XX/CN=X, fqans: [/zeus]}, resource: ce, action: queue}
                    then: {decision: Permit}
                """);

        Shell.Done built = shell.run("policy", "build", pack.toString());
        Shell.Done activated = activate(pack.toString());

        assertThat(List.of(built.code(), activated.code())).as(built.err()).containsOnly(3);
        assertThat(List.of(built.err(), activated.err()))
                .allSatisfy(err -> assertThat(err).contains("test `strangers are welcome` of own fails: decision"));
        assertThat(current()).isEmpty();
    }

    @Test
    void packThatLetsStrangersInIsNeverActivated() throws IOException {
        Path pack = site.pack("open", "1.0", "", "");
        Path root = pack.resolve("policy/root.xml");
        String open = "<Rule RuleId=\"all\" Effect=\"Permit\"/>";
        Packs.write(root, openPolicy(Files.readString(root), open));
        Packs.write(
                pack.resolve("pack.yaml"),
                "name: mupj\nversion: 1.0\nroot: urn:portcullis:mupj:policy:root\npolicies:\n  - policy/root.xml\n");
        for (Path policy : others(pack)) {
            Files.delete(policy);
        }

        Shell.Done done = activate(pack.toString());

        assertThat(done.code()).as(done.err()).isEqualTo(3);
        assertThat(done.err()).contains("self-test: Permit for somebody unknown without any FQAN");
        assertThat(current()).isEmpty();
    }

    @Test
    void unexpectedCurrentBundleIsAConflict() {
        String a = site.built(site.pack("a", "1.0", "", ""));
        String b = site.built(site.pack("b", "1.1", "", ""));
        activate(a);

        assertThat(activate(b, "--expect", b).code()).isEqualTo(9);
        assertThat(activate(b, "--expect", a.substring(0, 10)).code()).isZero();
    }

    @Test
    void olderVersionNeedsARollback() {
        String old = site.built(site.pack("a", "1.0", "", ""));
        String young = site.built(site.pack("b", "1.1", "", ""));
        activate(young);

        Shell.Done refused = activate(old);
        Shell.Done back = shell.run("policy", "rollback", "--to", old, "--yes");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("version 1.0 is older than 1.1");
        assertThat(back.code()).isZero();
        assertThat(current()).isEqualTo(old);
    }

    @Test
    void twoPersonRuleTakesTwoPeople() {
        twoPersonRule();
        String digest = site.built(site.pack("a", "1.0", "", ""), "--sign-key", key("alice"));

        Shell.Done alone = activate(digest);
        Shell.Done again = sign(digest, "alice");
        Shell.Done mallory = sign(digest, "mallory");
        Shell.Done withMallory = activate(digest);
        Shell.Done bob = sign(digest, "bob");
        Shell.Done both = activate(digest);

        assertThat(alone.code()).isEqualTo(3);
        assertThat(alone.err()).contains("signed by 1 of the 2 trusted people it takes [alice.pem]");
        assertThat(again.code()).isEqualTo(9);
        assertThat(mallory.code()).isZero();
        assertThat(withMallory.code()).isEqualTo(3);
        assertThat(bob.out()).contains("[alice.pem, bob.pem]");
        assertThat(both.code()).as(both.err()).isZero();
    }

    @Test
    void bundleBuiltElsewhereComesWithItsSignatures() throws IOException {
        twoPersonRule();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        String out = elsewhere.toString();
        String digest = site.built(site.pack("a", "1.0", "", ""), "--out", out, "--sign-key", key("alice"));
        String file = elsewhere.resolve("bundle-" + digest + ".tgz").toString();

        Shell.Done signed = sign(file, "bob");
        Shell.Done activated = activate(file);

        assertThat(signed.code()).as(signed.err()).isZero();
        assertThat(activated.code()).as(activated.err()).isZero();
        assertThat(current()).isEqualTo(digest);
    }

    @Test
    void bytesThatAreNotThoseOfTheNameAreRefused() throws IOException {
        String digest = site.built(site.pack("a", "1.0", "", ""));
        Files.write(bundles("bundle-" + digest + ".tgz"), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);

        Shell.Done done = activate(digest);

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.err()).contains("its bytes have the digest");
        assertThat(current()).isEmpty();
    }

    @Test
    void whatACrashLeftBehindIsPutInOrder() throws IOException {
        String a = site.built(site.pack("a", "1.0", "", ""));
        String b = site.built(site.pack("b", "1.1", "", ""));
        activate(a);
        activate(b);
        keepLines(3);
        Files.createDirectory(bundles(".tmp-half"));
        Packs.write(bundles("packs/.tmp-half/pack.yaml"), "name: mu");
        Packs.write(bundles("packs/" + a + "/data/vos.yaml"), "vos: {}\n");

        Shell.Done back = shell.run("policy", "rollback", "--yes");

        assertThat(back.code()).as(back.err()).isZero();
        assertThat(current()).isEqualTo(a);
        assertThat(shell.run("policy", "history").out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("4 ").contains("switched"));
        assertThat(shell.run("policy", "history", "--verify").code()).isZero();
        assertThat(bundles(".tmp-half")).doesNotExist();
        assertThat(bundles("packs/.tmp-half")).doesNotExist();
        assertThat(shell.run("config", "check").code()).isZero();
    }

    @Test
    void ofActivationsAtOnceEachWinsOrSaysThatAnotherDid() throws Exception {
        String a = site.built(site.pack("a", "1.0", "", ""));
        String b = site.built(site.pack("b", "1.0", ATLAS, "atlas:\n    supported: false"));
        activate(a);
        ExecutorService many = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> activations = IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(
                            n -> () -> activate(b, "--expect", a).code())
                    .toList();

            List<Integer> codes = many.invokeAll(activations).stream()
                    .map(PolicyRolloutTest::get)
                    .toList();

            assertThat(codes).containsOnly(0, 9).containsOnlyOnce(0);
            assertThat(shell.run("policy", "history", "--verify").code()).isZero();
        } finally {
            many.shutdownNow();
        }
    }

    @ParameterizedTest(name = "policy {0}: exit code {1}")
    @CsvSource({
        "activate, 2",
        "activate /nowhere --yes, 9",
        "activate 123456 --yes, 9",
        "rollback --yes, 9",
        "rollback --to 123456 --yes, 9",
        "history, 0",
        "history --verify, 0",
        "history -o sideways, 2",
        "build /nowhere, 78",
        "sign 123456, 2",
        "sign 123456 --sign-key /nowhere, 9",
        "bild, 2"
    })
    void exitCodeTellsHowItWent(String line, int code) {
        Shell.Done done = shell.run(("policy " + line).split(" "));

        assertThat(done.code()).as("%s%s", done.out(), done.err()).isEqualTo(code);
    }

    @Test
    void changeIsAskedForWhereNobodyCanBeAsked() {
        String a = site.built(site.pack("a", "1.0", "", ""));

        Shell.Done done = shell.run("policy", "activate", a);

        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("--yes");
        assertThat(current()).isEmpty();
    }

    @Test
    void waitingWhereNoServerRunsIsNotInForce() {
        Shell.Done done = activate(site.pack("a", "1.0", "", "").toString(), "--wait", "-o", "json");

        assertThat(done.code()).isEqualTo(8);
        assertThat(done.out()).contains("\"outcome\":\"not-confirmed\"", "\"inForce\":\"0/1\"");
    }

    @Test
    void siteThatServesADirectoryIsToldSo() {
        site.site().replace("etc/portcullis.yaml", "  pack: ../var/bundles/current\n", "  pack: policy\n");

        Shell.Done done = activate(site.pack("a", "1.0", "", "").toString());

        assertThat(done.code()).isEqualTo(78);
        assertThat(done.err()).contains("policy.pack is", "var/bundles/current first");
    }

    private void twoPersonRule() {
        Path etc = site.site().file("etc");
        List.of("alice", "bob", "mallory").forEach(name -> Packs.keys(etc, name));
        site.site()
                .replace(
                        "etc/portcullis.yaml",
                        "  bundles: ../var/bundles\n",
                        "  bundles: ../var/bundles\n  signing: {keys: [alice.pem, bob.pem], required: 2}\n");
    }

    private String key(String name) {
        return site.site().file("etc/" + name + ".key").toString();
    }

    private Shell.Done sign(String what, String name) {
        return shell.run("policy", "sign", what, "--sign-key", key(name));
    }

    private Shell.Done activate(String what, String... more) {
        String[] line = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("policy", "activate", what, "--yes"), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return shell.run(line);
    }

    private void keepLines(int lines) throws IOException {
        Path history = bundles("history.jsonl");
        Files.write(history, Files.readAllLines(history).subList(0, lines));
    }

    private static List<Path> others(Path pack) throws IOException {
        try (var files = Files.list(pack.resolve("policy"))) {
            return files.filter(file -> !file.endsWith("root.xml")).toList();
        }
    }

    private static String openPolicy(String root, String rule) {
        String head = root.substring(root.indexOf("xmlns=\""));
        String namespace = head.substring(7, head.indexOf('"', 7));
        return "<Policy xmlns=\"" + namespace + "\" PolicyId=\"urn:portcullis:mupj:policy:root\" Version=\"1.0\""
                + " RuleCombiningAlgId=\"urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides\">"
                + "<Target/>" + rule + "</Policy>";
    }

    private String current() {
        try {
            return Files.readSymbolicLink(bundles("current")).getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Path bundles(String name) {
        return site.site().file("var/bundles").resolve(name);
    }

    private static int get(Future<Integer> code) {
        try {
            return code.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
