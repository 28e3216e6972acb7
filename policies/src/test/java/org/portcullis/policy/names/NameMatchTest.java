package org.portcullis.policy.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

class NameMatchTest {
    @ParameterizedTest(name = "{0} of {1} and {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FQAN_MATCH | /atlas | /atlas | true",
                "FQAN_MATCH | /atlas | /atlas/Role=NULL/Capability=NULL | true",
                "FQAN_MATCH | /atlas/role=null | /atlas | true",
                "FQAN_MATCH | /atlas/ROLE=pilot/capability=x | /atlas/Role=pilot | true",
                "FQAN_MATCH | /atlas/Role=pilot | /atlas/Role=Pilot | false",
                "FQAN_MATCH | /atlas | /Atlas | false",
                "FQAN_MATCH | /atlas | /atlas/Role=pilot | false",
                "FQAN_MATCH | /atlas | /atlasx | false",
                "FQAN_MATCH | /atlas | /evil/atlas | false",
                "FQAN_BELOW | /atlas | /atlas | true",
                "FQAN_BELOW | /atlas | /atlas/de | true",
                "FQAN_BELOW | /atlas | /atlas/de/Role=x | true",
                "FQAN_BELOW | /atlas | /atlas/Role=x | true",
                "FQAN_BELOW | /atlas/Role=NULL | /atlas/de | true",
                "FQAN_BELOW | /atlas | /atlasx | false",
                "FQAN_BELOW | /atlas/de | /atlas | false",
                "FQAN_BELOW | /atlas/de | /atlas/den | false",
                "FQAN_BELOW | /atlas | /evil/atlas | false",
                "FQAN_ROLE_IS | pilot | /atlas/Role=pilot | true",
                "FQAN_ROLE_IS | pilot | /atlas/de/role=pilot/Capability=NULL | true",
                "FQAN_ROLE_IS | pilot | /atlas | false",
                "FQAN_ROLE_IS | pilot | /atlas/Role=NULL | false",
                "FQAN_ROLE_IS | pilot | /atlas/Role=pilots | false",
                "DN_MATCH | /DC=org/CN=Ann | /DC=org/CN=Ann | true",
                "DN_MATCH | CN=Ann,DC=org | /DC=org/CN=Ann | true",
                "DN_MATCH | /DC=org/CN=Ann | CN=Ann,DC=org | true",
                "DN_MATCH | /DC=org/CN=Ann | /DC=org/CN=ann | false",
                "DN_MATCH | /DC=org/CN=Ann | /DC=org/CN=Ann/CN=proxy | false",
                "DN_BELOW | /DC=org/O=Grid | /DC=org/O=Grid/CN=Ann | true",
                "DN_BELOW | O=Grid,DC=org | /DC=org/O=Grid/CN=Ann | true",
                "DN_BELOW | /DC=org/O=Grid | /DC=org/O=Grid | true",
                "DN_BELOW | /DC=org/O=Grid | /DC=org/O=Gridlock/CN=Ann | false",
                "DN_BELOW | /DC=org/O=Grid | /DC=org | false",
                "DN_MATCH_WIDE | /DC=org/CN=Ann  Ng | /DC=org/CN=ann ng | true",
                "DN_MATCH_WIDE | /DC=org/CN=Ann | /CN=Ann/DC=org | true",
                "DN_MATCH_WIDE | /DC=org/CN=Ann | /DC=org/CN=Ann/emailAddress=ann@example.org | true",
                "DN_MATCH_WIDE | /DC=org/CN=Ann | /DC=org/CN=Anna | false",
            })
    void aNameIsOrIsNotWhatTheRuleAsksFor(NameMatch match, String own, String asked, boolean holds) {
        assertThat(match.holds(own, asked)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} of {1} and {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FQAN_MATCH | atlas | /atlas",
                "FQAN_MATCH | /atlas | atlas",
                "FQAN_MATCH | /atlas/ | /atlas",
                "FQAN_MATCH | /atlas | /atlas/Role=a/Role=b",
                "FQAN_MATCH | /atlas | /atlas//de",
                "FQAN_BELOW | /atlas/Role=pilot | /atlas",
                "FQAN_BELOW | /atlas | ''",
                "FQAN_ROLE_IS | Role=pilot | /atlas/Role=pilot",
                "FQAN_ROLE_IS | null | /atlas",
                "FQAN_ROLE_IS | pilot/Capability=x | /atlas/Role=pilot",
                "FQAN_ROLE_IS | pilot | atlas",
                "DN_MATCH | Ann | /CN=Ann",
                "DN_MATCH | /CN=Ann | Ann",
                "DN_BELOW | '' | /CN=Ann",
                "DN_MATCH_WIDE | /CN=Ann | nobody",
            })
    void aMalformedNameIsAnErrorAndNoSilentNo(NameMatch match, String own, String asked) {
        assertThatIllegalArgumentException().isThrownBy(() -> match.holds(own, asked));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "VO, /atlas/de/Role=pilot, atlas",
        "GROUP, /atlas/de/Role=pilot, /atlas/de",
        "ROLE, /atlas/de/role=pilot, pilot",
        "ROLE, /atlas, NULL",
        "ROLE, /atlas/Role=null, NULL",
        "VO, /vo.example.org/Role=NULL/Capability=NULL, vo.example.org",
    })
    void anFqanHasParts(NamePart part, String fqan, String expected) {
        assertThat(part.of(fqan)).isEqualTo(expected);
    }

    @Test
    void functionIdsAreDistinctAndFoundByTheirId() {
        assertThat(NameMatch.values())
                .allSatisfy(match -> assertThat(NameMatch.called(match.id())).contains(match))
                .extracting(NameMatch::id)
                .doesNotHaveDuplicates();
        assertThat(NameMatch.called("urn:no:such:function")).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void matchIsEqualityOfCanonicalFormsAndBelowIsThePrefixOfParts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            String own = group(random);
            String asked = group(random) + (random.nextBoolean() ? "/Role=r" : "");
            boolean below = (asked + "/").startsWith(own + "/");

            assertThat(NameMatch.FQAN_MATCH.holds(own, asked))
                    .isEqualTo(Fqan.parse(asked).equals(Fqan.parse(own)));
            assertThat(NameMatch.FQAN_BELOW.holds(own, asked))
                    .as("%s below %s", asked, own)
                    .isEqualTo(below);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anExactMatchIsAlwaysAWideOneAndAlwaysBelow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            String own = dn(random);
            String asked = random.nextBoolean() ? dn(random) : Dn.parse(own).toRfc2253();

            if (NameMatch.DN_MATCH.holds(own, asked)) {
                assertThat(NameMatch.DN_MATCH_WIDE.holds(own, asked)).isTrue();
                assertThat(NameMatch.DN_BELOW.holds(own, asked)).isTrue();
            }
            assertThat(NameMatch.DN_BELOW.holds(own, asked + (asked.startsWith("/") ? "/CN=x" : "")))
                    .isEqualTo(NameMatch.DN_BELOW.holds(own, asked)
                            || Dn.parse(own).equals(Dn.parse(asked + (asked.startsWith("/") ? "/CN=x" : ""))));
        }
    }

    /** The input that makes a pattern of nested repetitions run for seconds is here at most as long as a name may be. */
    @Test
    void whatIsLongerThanANameMayBeIsRefusedBeforeItIsRead() {
        String fqan = "/" + "a".repeat(1_000_000) + "!";
        String dn = "/CN=" + "a".repeat(1_000_000);

        assertThat(Arrays.stream(NameMatch.values())).allSatisfy(match -> {
            String own = match.own() == NameForm.DN ? "/CN=a" : match.own() == NameForm.ROLE ? "a" : "/a";
            String asked = match.own() == NameForm.DN ? dn : fqan;
            assertThatIllegalArgumentException().isThrownBy(() -> match.holds(own, asked));
        });
    }

    private static String group(SplittableRandom random) {
        List<String> words = List.of("a", "ab", "b", "A");
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> "/" + words.get(random.nextInt(words.size())))
                .collect(Collectors.joining());
    }

    private static String dn(SplittableRandom random) {
        List<String> parts = List.of("DC=org", "O=Grid", "CN=Ann", "CN=ann");
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> "/" + parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining());
    }
}
