package org.portcullis.pdp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;

/**
 * One decision by the pack that is shipped and so many policies of the site's own, each about one group that the user is not
 * in. More than about 4,900 of them are refused, as no pack may have more than 5,000 rules.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyGrowthBenchmark {
    private static final Path SHIPPED = Path.of("../policies/src/main/packs/mupj");
    private static final String LAST =
            "  <PolicySetIdReference>urn:portcullis:mupj:policy:access</PolicySetIdReference>";
    private static final RequestContext CONTEXT = new RequestContext(
            new UUID(0, 0), Instant.parse("2009-10-01T12:00:00Z"), Dn.parse("/DC=org/DC=example/CN=E1"), "192.0.2.1");

    /** How many policies the site adds. */
    @Param({"0", "10", "100", "1000", "4900"})
    @SuppressWarnings("NullAway.Init")
    public String policies;

    private final AuthzRequest question = Snapshots.broughtBy(
            Snapshots.request("/C=XX/O=Grid/CN=Nobody Special", "/atlas"),
            "/DC=org/DC=example/CN=PA1",
            "/atlas/Role=pilot");

    @SuppressWarnings("NullAway.Init")
    private PolicySnapshot snapshot;

    /** Writes the pack and loads it. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        Path directory = Files.createTempDirectory("bench");
        Path pack = directory.resolve("pack");
        copy(SHIPPED, pack);
        grow(pack, Integer.parseInt(policies));
        snapshot = new PolicySnapshot(
                new PepList(List.of()),
                new BanList(List.of(), 0),
                PackLoader.load(pack),
                Snapshots.mapping(directory, "", ""),
                1);
    }

    /** A payload that a pilot brought, permitted after all of them were looked at. */
    @Benchmark
    public Verdict decision() {
        return snapshot.decide(CONTEXT, question);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void grow(Path pack, int count) throws IOException {
        StringBuilder manifest = new StringBuilder(Files.readString(pack.resolve("pack.yaml")));
        for (int n = 0; n < count; n++) {
            Files.writeString(pack.resolve("policy/site-" + n + ".xml"), policy(n));
            manifest.append("  - policy/site-").append(n).append(".xml\n");
        }
        Files.writeString(pack.resolve("pack.yaml"), manifest.toString());
        Path root = pack.resolve("policy/root.xml");
        String references = IntStream.range(0, count)
                .mapToObj(n -> "  <PolicyIdReference>" + id(n) + "</PolicyIdReference>\n")
                .collect(Collectors.joining());
        Files.writeString(root, Files.readString(root).replace(LAST, references + LAST));
    }

    private static String id(int n) {
        return "urn:portcullis:mupj:policy:site-" + n;
    }

    private static String policy(int n) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Policy xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="%s" Version="1.0"
                    RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides">
                  <Target>
                    <AnyOf><AllOf>
                      <Match MatchId="urn:oasis:names:tc:xacml:1.0:function:string-equal">
                        <AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">/atlas/group%d</AttributeValue>
                        <AttributeDesignator AttributeId="urn:portcullis:subject:primary-group" MustBePresent="false"
                            DataType="http://www.w3.org/2001/XMLSchema#string"
                            Category="urn:oasis:names:tc:xacml:1.0:subject-category:access-subject"/>
                      </Match>
                    </AllOf></AnyOf>
                  </Target>
                  <Rule RuleId="S%d-group-closed" Effect="Deny">
                    <ObligationExpressions>
                      <ObligationExpression ObligationId="urn:portcullis:obligation:reason" FulfillOn="Deny">
                        <AttributeAssignmentExpression AttributeId="urn:portcullis:reason-code">
                          <AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">vo-not-supported</AttributeValue>
                        </AttributeAssignmentExpression>
                      </ObligationExpression>
                    </ObligationExpressions>
                  </Rule>
                </Policy>
                """.formatted(id(n), n, n);
    }
}
