package org.portcullis.policy.importing.spl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.importing.Imported;
import org.portcullis.policy.importing.Imported.Asker;
import org.portcullis.policy.importing.ImportedPack;
import org.portcullis.policy.source.PackFile;

/** An imported pack against an interpreter of the same policies, question by question. */
class SplDifferentialTest {
    private static final int QUESTIONS = 40;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 130);
    }

    @Test
    void theQuestionsAreWorthAsking() {
        long permitted = seeds().flatMap(seed -> {
                    RandomSpl random = new RandomSpl(seed, false);
                    NaiveArgus argus = new NaiveArgus(random.policies());
                    return LongStream.range(0, QUESTIONS)
                            .filter(i -> argus.permits(
                                    new NaiveArgus.Question(random.asker(), random.id(), random.id(), "")));
                })
                .count();

        assertThat(permitted).isBetween(520L, 4680L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPackPermitsExactlyWhatArgusPermits(long seed) {
        RandomSpl random = new RandomSpl(seed, false);
        List<RandomSpl.Resource> policies = random.policies();
        String text = random.text(policies);
        ImportedPack pack = SplImport.read("site", List.of(new PackFile("site.spl", text)));
        Imported imported = Imported.load(pack, directory);

        for (int i = 0; i < QUESTIONS; i++) {
            NaiveArgus.Question question = new NaiveArgus.Question(random.asker(), random.id(), random.id(), "");

            assertThat(imported.permits(question.asker(), question.resource(), question.action()))
                    .as("%s%n%s", question, text)
                    .isEqualTo(new NaiveArgus(policies).permits(question));
        }
        assertThat(pack.hasLosses()).as("%s", pack.findings()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatCannotBeSaidNeverPermitsMore(long seed) {
        RandomSpl random = new RandomSpl(seed, true);
        List<RandomSpl.Resource> policies = random.policies();
        String text = random.text(policies);
        ImportedPack pack = SplImport.read("site", List.of(new PackFile("site.spl", text)));
        Imported imported = Imported.load(pack, directory);

        for (int i = 0; i < QUESTIONS; i++) {
            Asker asker = random.asker();
            String resource = random.id();
            String action = random.id();

            if (imported.permits(asker, resource, action)) {
                assertThat(List.of("yes", "no"))
                        .as("%s %s %s%n%s", asker, resource, action, text)
                        .allSatisfy(other -> {
                            var question = new NaiveArgus.Question(asker, resource, action, other);
                            assertThat(new NaiveArgus(policies).permits(question))
                                    .isTrue();
                        });
            }
        }
    }
}
