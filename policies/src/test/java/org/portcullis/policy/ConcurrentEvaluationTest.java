package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;

class ConcurrentEvaluationTest {
    private static final int THREADS = 8;
    private static final PolicyPack PACK = PackLoader.load(Packs.MUPJ);

    private record Question(AuthzRequest request, Circumstances circumstances) {}

    @Test
    void eightThreadsGetTheAnswersThatOneGets() throws Exception {
        RandomRequests random = new RandomRequests(8);
        List<Question> questions = Stream.generate(() -> new Question(random.request(), random.circumstances()))
                .limit(2_000)
                .toList();
        List<Evaluation> alone = answers(questions);

        List<List<Evaluation>> together = inParallel(() -> answers(questions));

        assertThat(together)
                .hasSize(THREADS)
                .allSatisfy(answers -> assertThat(answers).isEqualTo(alone));
    }

    private static List<Evaluation> answers(List<Question> questions) {
        return questions.stream()
                .map(question -> PACK.evaluate(question.request(), question.circumstances()))
                .toList();
    }

    private static <T> List<T> inParallel(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result :
                    threads.invokeAll(Stream.generate(() -> task).limit(THREADS).toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
