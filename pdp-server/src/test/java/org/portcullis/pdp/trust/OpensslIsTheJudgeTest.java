package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.Pem;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;

/**
 * The OpenSSL command judges the same chains as we do, and where it says something else, {@code openssl-exceptions.csv}
 * says why.
 */
class OpensslIsTheJudgeTest {
    private static final int SEEDS = 6;
    private static final Set<String> BOTH = Set.of("accepted", "refused");

    @TempDir
    private Path directory;

    @Test
    void seededChainsAreJudgedAlike() throws IOException {
        Map<Path, String> traits = writeSeededChains();

        List<Judgement> judgements = judge(directory.resolve("certificates"), traits);

        assertThat(judgements).hasSizeGreaterThanOrEqualTo(300);
        assertThat(judgements.stream().map(Judgement::ours).collect(Collectors.toSet()))
                .isEqualTo(BOTH);
        assertThat(judgements)
                .filteredOn(judgement -> judgement.name().startsWith("right "))
                .allMatch(Judgement::isAgreed)
                .allMatch(judgement -> judgement.ours().equals("accepted"));
        assertThat(disagreements(judgements)).isEqualTo(exceptions("kit"));
    }

    @Test
    void chainsOfTheCatalogueAreJudgedAlike() throws IOException {
        assumeTrue(HostileChains.areHere(), "SKIPPED: no catalogue of hostile inputs beside this repository");
        HostileChains.write(directory);
        Map<Path, String> names = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".pem"))
                    .sorted()
                    .forEach(file ->
                            names.put(file, file.getFileName().toString().replace(".pem", "")));
        }

        List<Judgement> judgements = judge(directory.resolve("certificates"), names);

        assertThat(judgements).hasSizeGreaterThanOrEqualTo(52);
        assertThat(disagreements(judgements)).isEqualTo(exceptions("catalogue"));
    }

    private Map<Path, String> writeSeededChains() {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        List<CertificateAuthority> roots = List.of(pki.authority(), elliptic(pki));
        List<KeyPair> keys = Stream.of(KeyType.RSA_2048, KeyType.RSA_2048, KeyType.EC_P256, KeyType.EC_P256)
                .map(KeyType::generate)
                .toList();
        Map<Path, String> traits = new LinkedHashMap<>();
        ChainTraits.all().forEach((trait, make) -> {
            for (int seed = 1; seed <= SEEDS; seed++) {
                String label = trait + " " + seed;
                ChainShape shape = new ChainShape(label, new SplittableRandom(seed), pki, roots, keys);
                Path file = directory.resolve(label.replaceAll("\\W", "-") + ".pem");
                make.apply(shape).writeCertificate(file);
                traits.put(file, trait);
            }
        });
        return traits;
    }

    private static CertificateAuthority elliptic(GridPki pki) {
        CertificateAuthority authority = CertificateAuthority.create(
                Dn.parse(GridPki.NAMESPACE + "/CN=Elliptic CA"), KeyType.EC_P256, pki.validFor(Duration.ofDays(9)));
        pki.trusted().trust(authority, GridPki.NAMESPACE);
        pki.trusted().publish(authority, authority.revoke(Set.of(), 1, pki.validFor(Duration.ofDays(9))));
        return authority;
    }

    private static List<Judgement> judge(Path anchors, Map<Path, String> chains) throws IOException {
        Map<Path, String> theirs = new OpensslVerify(anchors).verdicts(List.copyOf(chains.keySet()));
        assertThat(theirs).containsOnlyKeys(chains.keySet());
        List<Judgement> judgements = new ArrayList<>();
        try (GridTrust trust = GridTrust.open(anchors, CrlMode.REQUIRE)) {
            chains.forEach((file, name) -> judgements.add(new Judgement(
                    name,
                    trust.verify(Pem.readCertificates(file)).match(proven -> "accepted", doubt -> "refused"),
                    theirs.getOrDefault(file, "not asked").equals("OK") ? "accepted" : "refused")));
        }
        return judgements;
    }

    /** Each as {@code name: ours, theirs}. */
    private static Set<String> disagreements(List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> !judgement.isAgreed())
                .map(judgement -> judgement.name() + ": " + judgement.ours() + ", " + judgement.theirs())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exceptions(String of) throws IOException {
        try (InputStream table = OpensslIsTheJudgeTest.class.getResourceAsStream("/trust/openssl-exceptions.csv")) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(",", 5))
                    .filter(row -> row[0].equals(of))
                    .map(row -> row[1] + ": " + row[2] + ", " + row[3])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What we and OpenSSL made of one chain. */
    private record Judgement(String name, String ours, String theirs) {
        boolean isAgreed() {
            return ours.equals(theirs);
        }
    }
}
