package org.portcullis.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Verdict;
import org.portcullis.profile.VoName;

class CrowdTest {
    private static final int MANY = 100_000;
    private static final VoName ATLAS = new VoName("atlas");
    private static final VoName CMS = new VoName("cms");
    private static final VoName MAYHEM = new VoName("mayhem");

    @Test
    void questionsComeInTheSharesOfTheMix() {
        List<Shot> shots = shots(crowd(1000, 0.2, 1));

        assertThat(share(shots, shot -> shot.expected() == Verdict.PERMIT)).isBetween(0.79, 0.81);
        assertThat(share(shots, shot -> shot.expected() == Verdict.DENY)).isBetween(0.14, 0.16);
        assertThat(share(shots, shot -> shot.expected() == Verdict.NOT_APPLICABLE))
                .isBetween(0.045, 0.055);
        assertThat(share(shots, Shot::hot)).isBetween(0.19, 0.21);
        assertThat(shots).allMatch(shot -> shot.vo().equals("mayhem") == (shot.expected() == Verdict.DENY));
    }

    @Test
    void hotQuestionsAreAboutOnePercentOfTheUsersAndColdOnesAboutAllOthersInTurn() {
        List<Shot> shots = shots(crowd(1000, 0.5, 1));

        long hot = messages(shots, shot -> shot.hot() && shot.vo().equals("atlas"));
        long cold =
                messages(shots, shot -> !shot.hot() && shot.vo().equals("atlas") && shot.expected() == Verdict.PERMIT);
        assertThat(hot).isLessThanOrEqualTo(2 * 10);
        assertThat(cold).isEqualTo(990);
    }

    @Test
    void theSeedDecidesWhoIsAskedAboutWhen() {
        List<Verdict> one = wanted(crowd(100, 0.2, 7));
        List<Verdict> same = wanted(crowd(100, 0.2, 7));
        List<Verdict> other = wanted(crowd(100, 0.2, 8));

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void everyMessageIsMadeOnceAndBeforeTheLoad() {
        List<Crowd.Asked> made = new ArrayList<>();
        Crowd crowd = new Crowd(plan(2, 0.2, 1), asked -> {
            made.add(asked);
            return new RequestTemplate(asked.toString());
        });

        crowd.prepare();
        assertThat(made).hasSize(2 * 2 + 2 + 2 * 2).doesNotHaveDuplicates();
        shots(crowd);

        assertThat(made).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.2", "200000, 0.2", "10, -0.1", "10, 1.1", "10, NaN"})
    void impossibleCrowdsAreRefused(int users, double hot) {
        assertThatIllegalArgumentException().isThrownBy(() -> crowd(users, hot, 1));
    }

    private static Crowd crowd(int users, double hot, long seed) {
        return new Crowd(plan(users, hot, seed), asked -> new RequestTemplate(asked.toString()));
    }

    private static CrowdPlan plan(int users, double hot, long seed) {
        return new CrowdPlan(List.of(ATLAS, CMS), MAYHEM, users, Mix.parse("permit=80,deny=15,na=5"), hot, seed);
    }

    private static List<Shot> shots(Crowd crowd) {
        return LongStream.range(0, MANY).mapToObj(crowd::shot).toList();
    }

    private static List<Verdict> wanted(Crowd crowd) {
        return LongStream.range(0, 200).mapToObj(i -> crowd.shot(i).expected()).toList();
    }

    private static long messages(List<Shot> shots, Predicate<Shot> which) {
        return shots.stream()
                .filter(which)
                .map(Shot::message)
                .collect(Collectors.toSet())
                .size();
    }

    private static double share(List<Shot> shots, Predicate<Shot> which) {
        return (double) shots.stream().filter(which).count() / shots.size();
    }
}
