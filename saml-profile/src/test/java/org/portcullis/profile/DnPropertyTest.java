package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DnPropertyTest {
    private static final int ROUNDS = 500;
    private static final List<String> TYPES =
            List.of("C", "O", "OU", "DC", "CN", "L", "ST", "UID", "emailAddress", "title");
    private static final List<String> PROXY_NAMES = List.of("/CN=proxy", "/CN=limited proxy", "/CN=17");
    private static final String LETTERS = "abzAZ09 .-_:@'()+,;<>\"#=\\/\u00e9\u00df\u0130\u0410\u6771";
    private static final String PLAIN = "abcxyzABCXYZ019 .-_:@'()";

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void canonicalFormIsAFixpoint(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Dn dn = Dn.parse(slashForm(random, LETTERS));

            assertThat(Dn.parse(dn.value())).isEqualTo(dn);
            assertThat(new Dn(dn.value()).parts()).isEqualTo(dn.parts());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rfc2253FormReadsAsTheSameName(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Dn dn = Dn.parse(slashForm(random, LETTERS));

            assertThat(Dn.parse(dn.toRfc2253())).isEqualTo(dn);
        }
    }

    /** One key for one name, and another for every other: type and value of each part, in order, decide. */
    @ParameterizedTest
    @MethodSource("seeds")
    void namesAreEqualIfTheirPartsAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 4 * ROUNDS; i++) {
            List<String> one = Dn.parse(slashForm(random, "aA ")).parts();
            List<String> other = random.nextBoolean()
                    ? shuffled(one, random)
                    : Dn.parse(slashForm(random, "aA ")).parts();
            Dn first = Dn.parse("/" + String.join("/", one));
            Dn second = Dn.parse("/" + String.join("/", respelled(other, random)));

            assertThat(first.equals(second)).isEqualTo(one.equals(other));
            assertThat(first.equals(Dn.parse(second.toRfc2253()))).isEqualTo(one.equals(other));
        }
    }

    private static List<String> respelled(List<String> parts, SplittableRandom random) {
        return parts.stream()
                .map(part -> random.nextBoolean()
                        ? part.replace("emailAddress=", "E=").replace("UID=", "userid=")
                        : part)
                .map(part -> random.nextBoolean() ? part.replace("CN=", "cn=").replace("OU=", "2.5.4.11=") : part)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void caseBlanksAndOrderDoNotMatterForBans(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Dn dn = Dn.parse(slashForm(random, PLAIN));
            String widest = dn.widest();

            assertThat(Dn.parse(dn.value().toUpperCase(Locale.ROOT)).widest()).isEqualTo(widest);
            assertThat(Dn.parse(dn.value().toLowerCase(Locale.ROOT)).widest()).isEqualTo(widest);
            assertThat(Dn.parse(dn.value().replace(" ", "   ")).widest()).isEqualTo(widest);
            assertThat(Dn.parse("/" + String.join("/", shuffled(dn.parts(), random)))
                            .widest())
                    .isEqualTo(widest);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shortCutForPlainNamesReadsAsTheLongWay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 4 * ROUNDS; i++) {
            String text =
                    slashForm(random, i % 2 == 0 ? PLAIN : LETTERS).replace("=x", random.nextBoolean() ? "=  x" : "=x");
            Dn dn = Dn.parse(text);

            assertThat(dn.value()).isEqualTo("/" + String.join("/", DnText.splitSlashForm(text)));
            assertThat(dn.widest()).isEqualTo(dn.widestOfParts());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allProxyNamesAreTakenOffWhateverStandsBefore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Dn owner = Dn.parse(slashForm(random, LETTERS) + "/CN=owner");
            String proxies = IntStream.range(0, random.nextInt(4))
                    .mapToObj(n -> PROXY_NAMES.get(random.nextInt(PROXY_NAMES.size())))
                    .collect(Collectors.joining());

            assertThat(Dn.parse(owner.value() + proxies).withoutProxyNames()).isEqualTo(owner);
            assertThat(Dn.parse(owner.value() + proxies + "/proxy").withoutProxyNames())
                    .isEqualTo(Dn.parse(owner.value() + proxies + "/proxy"));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsReadOrRefusedAsAnArgument(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String text = noise(random);
            try {
                Dn dn = Dn.parse(text);

                assertThat(Dn.parse(dn.value())).isEqualTo(dn);
                assertThat(dn.widest()).isNotEmpty();
                assertThat(dn.withoutProxyNames().parts()).isNotEmpty();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
    }

    private static String slashForm(SplittableRandom random, String alphabet) {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> TYPES.get(random.nextInt(TYPES.size())) + "=" + word(random, alphabet))
                .collect(Collectors.joining("/", "/", ""))
                .replaceAll("\\\\(?=[/+])", "_");
    }

    private static String word(SplittableRandom random, String alphabet) {
        StringBuilder word = new StringBuilder("x");
        for (int left = random.nextInt(12); left > 0; left--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.append('y').toString();
    }

    private static List<String> shuffled(List<String> parts, SplittableRandom random) {
        List<String> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

    /** Pieces of names, and characters of every kind, lone surrogates included. */
    private static String noise(SplittableRandom random) {
        List<String> pieces = List.of("/CN=", "CN=", ",", "/", "=", "\\", "\\x41", "\\xff", "+", "#", "\"", " ", "a");
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "/CN=" : "");
        for (int left = random.nextInt(12); left > 0; left--) {
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
        }
        return text.toString();
    }
}
