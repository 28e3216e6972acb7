package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;

/**
 * Leaving something out of a question never permits it, except where every rule that denied it objects to that very thing:
 * ten thousand questions for each thing. The exceptions are exact, both ways.
 */
class DroppingPropertyTest {
    private static final int QUESTIONS = Integer.getInteger("portcullis.tries", 10_000);
    static final List<Dropping> DROPPINGS = Dropping.ALL;

    @TempDir
    private static Path directory;

    private static PolicySnapshot snapshot;

    @BeforeAll
    static void loadThePack() {
        snapshot = new PolicySnapshot(
                new PepList(List.of()),
                Snapshots.banList(List.of()),
                PackLoader.load(Path.of("../policies/src/main/packs/mupj")),
                Snapshots.mapping(directory, "", ""),
                1);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("DROPPINGS")
    void leavingSomethingOutPermitsOnlyWhatWasDeniedForThatVeryThing(Dropping dropping) {
        RandomQuestions random = new RandomQuestions(20_091_124);
        Set<String> lifted = new TreeSet<>();
        for (int n = 0; n < QUESTIONS; n++) {
            AuthzRequest request = random.request();
            RequestContext context = random.context();
            Verdict before = snapshot.decide(context, request);
            dropping.from(request)
                    .filter(poorer -> isWider(before, snapshot.decide(context, poorer)))
                    .flatMap(poorer -> before.denyReasons().stream())
                    .forEach(reason -> lifted.add(reason.value()));
        }

        assertThat(lifted).containsExactlyInAnyOrderElementsOf(dropping.lifts());
    }

    private static boolean isWider(Verdict before, Verdict after) {
        return after.decision() instanceof Decision.Permit && !(before.decision() instanceof Decision.Permit);
    }
}
