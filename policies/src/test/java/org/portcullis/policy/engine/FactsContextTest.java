package org.portcullis.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;

class FactsContextTest {
    private static final AttributeFqn DN = name(Fact.SUBJECT_DN);

    private final FactsContext context =
            new FactsContext(new Facts(Map.of(Fact.SUBJECT_DN, List.of("/CN=ann"))), Set.of(Fact.SUBJECT_DN));

    @Test
    void aFactIsAnAttributeOfItsTypeAndOfNoOther() throws IndeterminateEvaluationException {
        assertThat(context.getNamedAttributeValue(DN, StandardDatatypes.STRING))
                .containsExactly(new StringValue("/CN=ann"));
        assertThatExceptionOfType(IndeterminateEvaluationException.class)
                .isThrownBy(() -> context.getNamedAttributeValue(DN, StandardDatatypes.ANYURI));
    }

    @Test
    void whatIsAbsentIsNotThereUntilTheEngineNotesThatItIsEmpty() throws IndeterminateEvaluationException {
        AttributeFqn absent = name(Fact.PILOT_DN);

        assertThat(context.getNamedAttributeValue(absent, StandardDatatypes.STRING))
                .isNull();

        assertThat(context.putNamedAttributeValue(
                        absent, Bags.emptyAttributeBag(StandardDatatypes.STRING, null), false))
                .isFalse();
        assertThat(context.getNamedAttributeValue(absent, StandardDatatypes.STRING))
                .isEmpty();
        assertThat(context.getNamedAttributes()).toIterable().hasSize(2);
    }

    @Test
    void anAttributeIsReplacedOnlyIfThatIsWished() throws IndeterminateEvaluationException {
        var other = Bags.singletonAttributeBag(StandardDatatypes.STRING, new StringValue("/CN=zoe"));

        context.putNamedAttributeValue(DN, other, false);
        assertThat(context.getNamedAttributeValue(DN, StandardDatatypes.STRING))
                .containsExactly(new StringValue("/CN=ann"));

        context.putNamedAttributeValue(DN, other, true);
        assertThat(context.getNamedAttributeValue(DN, StandardDatatypes.STRING))
                .containsExactly(new StringValue("/CN=zoe"));
    }

    @Test
    void notesAreKeptUntilTheyAreRemoved() {
        context.putOther("key", "note");

        assertThat(context.containsKey("key")).isTrue();
        assertThat(context.getOther("key")).isEqualTo("note");
        assertThat(context.remove("key")).isEqualTo("note");
        assertThat(context.getOther("key")).isNull();
    }

    private static AttributeFqn name(Fact fact) {
        return AttributeFqns.newInstance(
                fact.category().uri(),
                Optional.empty(),
                EngineForm.typedId(fact.uri(), fact.type().uri()));
    }
}
