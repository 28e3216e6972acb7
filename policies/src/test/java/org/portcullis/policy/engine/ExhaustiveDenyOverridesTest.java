package org.portcullis.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ow2.authzforce.core.pdp.api.Decidable;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.DecisionResults;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.ExtendedDecision;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.UpdatableCollections;
import org.ow2.authzforce.core.pdp.impl.IndividualDecisionRequestContext;

class ExhaustiveDenyOverridesTest {
    private static final Map<String, DecisionType> EXTENDED =
            Map.of("errorP", DecisionType.PERMIT, "errorD", DecisionType.DENY, "errorDP", DecisionType.INDETERMINATE);

    /** XACML 3.0, appendix C.2. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', none",
        "none, none",
        "permit, permit",
        "none permit, permit",
        "deny, deny",
        "permit deny, deny",
        "errorDP errorD errorP permit deny, deny",
        "errorDP permit, errorDP",
        "permit errorDP errorD, errorDP",
        "errorD permit, errorDP",
        "errorP errorD, errorDP",
        "errorD none, errorD",
        "errorP permit, permit",
        "errorP none, errorP",
    })
    void partsAreCombinedAsTheStandardSays(String parts, String expected) {
        List<Asked> asked = Stream.of(parts.split(" "))
                .filter(part -> !part.isEmpty())
                .map(Asked::new)
                .toList();

        String combined = combine(asked);

        assertThat(combined).isEqualTo(expected);
        assertThat(asked).allMatch(part -> part.times.size() == 1);
    }

    private static String combine(List<Asked> parts) {
        ExtendedDecision decision = new ExhaustiveDenyOverrides<>("urn:test", Decidable.class)
                .getInstance(List.of(), parts)
                .evaluate(
                        new IndividualDecisionRequestContext(Map.of(), ImmutableMap.of(), false, Optional.empty()),
                        Optional.empty(),
                        UpdatableCollections.newUpdatableList(),
                        UpdatableCollections.emptyList());
        return switch (decision.getDecision()) {
            case PERMIT -> "permit";
            case DENY -> "deny";
            case NOT_APPLICABLE -> "none";
            case INDETERMINATE ->
                EXTENDED.entrySet().stream()
                        .filter(entry -> entry.getValue() == decision.getExtendedIndeterminate())
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        };
    }

    /** A part with a fixed answer that counts how often it is asked. */
    private record Asked(String answer, List<Integer> times) implements Decidable {
        Asked(String answer) {
            this(answer, new ArrayList<>());
        }

        @Override
        public DecisionResult evaluate(EvaluationContext context, Optional<EvaluationContext> multiple) {
            times.add(times.size());
            return switch (answer) {
                case "permit" -> DecisionResults.SIMPLE_PERMIT;
                case "deny" -> DecisionResults.SIMPLE_DENY;
                case "none" -> DecisionResults.SIMPLE_NOT_APPLICABLE;
                default ->
                    DecisionResults.newIndeterminate(
                            EXTENDED.get(answer),
                            new IndeterminateEvaluationException(answer, "urn:test"),
                            ImmutableList.of());
            };
        }
    }
}
