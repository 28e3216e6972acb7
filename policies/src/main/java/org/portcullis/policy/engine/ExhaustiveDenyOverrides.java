package org.portcullis.policy.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.ow2.authzforce.core.pdp.api.Decidable;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.ExtendedDecision;
import org.ow2.authzforce.core.pdp.api.ExtendedDecisions;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.PepAction;
import org.ow2.authzforce.core.pdp.api.UpdatableList;
import org.ow2.authzforce.core.pdp.api.combining.BaseCombiningAlg;
import org.ow2.authzforce.core.pdp.api.combining.CombiningAlg;
import org.ow2.authzforce.core.pdp.api.combining.CombiningAlgParameter;
import org.ow2.authzforce.core.pdp.api.policy.PrimaryPolicyMetadata;

/**
 * Deny-overrides (XACML 3.0, appendix C.2) that asks every part, in order, even after the first Deny, so that a Deny
 * carries the obligations of all rules that deny and not only of the first (7.18 leaves that open).
 */
final class ExhaustiveDenyOverrides<T extends Decidable> extends BaseCombiningAlg<T> {
    ExhaustiveDenyOverrides(String id, Class<T> combined) {
        super(id, combined);
    }

    @Override
    public CombiningAlg.Evaluator getInstance(
            Iterable<CombiningAlgParameter<? extends T>> parameters, Iterable<? extends T> combined) {
        List<Decidable> parts = new ArrayList<>();
        combined.forEach(parts::add);
        return new AllParts(List.copyOf(parts));
    }

    private record AllParts(List<Decidable> parts) implements CombiningAlg.Evaluator {
        @Override
        public ExtendedDecision evaluate(
                EvaluationContext context,
                Optional<EvaluationContext> multiple,
                UpdatableList<PepAction> actions,
                UpdatableList<PrimaryPolicyMetadata> applicable) {
            Tally tally = new Tally();
            for (Decidable part : parts) {
                tally.count(part.evaluate(context, multiple));
            }
            ExtendedDecision combined = tally.combined();
            actions.addAll(tally.actionsFor(combined.getDecision()));
            return combined;
        }
    }

    /** What the parts said so far. */
    private static final class Tally {
        private final List<PepAction> permitActions = new ArrayList<>();
        private final List<PepAction> denyActions = new ArrayList<>();
        private final Map<DecisionType, DecisionResult> firstError = new EnumMap<>(DecisionType.class);
        private boolean permitted;
        private boolean denied;

        void count(DecisionResult said) {
            switch (said.getDecision()) {
                case PERMIT -> {
                    permitted = true;
                    permitActions.addAll(said.getPepActions());
                }
                case DENY -> {
                    denied = true;
                    denyActions.addAll(said.getPepActions());
                }
                case INDETERMINATE -> firstError.putIfAbsent(said.getExtendedIndeterminate(), said);
                case NOT_APPLICABLE -> {}
            }
        }

        /** In the order of appendix C.2; INDETERMINATE as kind of an error means Indeterminate{DP}. */
        ExtendedDecision combined() {
            if (denied) {
                return ExtendedDecisions.SIMPLE_DENY;
            }
            if (firstError.containsKey(DecisionType.INDETERMINATE)) {
                return error(DecisionType.INDETERMINATE, DecisionType.INDETERMINATE);
            }
            boolean mayPermit = permitted || firstError.containsKey(DecisionType.PERMIT);
            if (firstError.containsKey(DecisionType.DENY)) {
                return error(DecisionType.DENY, mayPermit ? DecisionType.INDETERMINATE : DecisionType.DENY);
            }
            if (permitted) {
                return ExtendedDecisions.SIMPLE_PERMIT;
            }
            return mayPermit
                    ? error(DecisionType.PERMIT, DecisionType.PERMIT)
                    : ExtendedDecisions.SIMPLE_NOT_APPLICABLE;
        }

        List<PepAction> actionsFor(DecisionType decision) {
            return switch (decision) {
                case PERMIT -> permitActions;
                case DENY -> denyActions;
                case INDETERMINATE, NOT_APPLICABLE -> List.of();
            };
        }

        private ExtendedDecision error(DecisionType kind, DecisionType combinedKind) {
            return ExtendedDecisions.newIndeterminate(
                    combinedKind,
                    Optional.ofNullable(firstError.get(kind))
                            .flatMap(DecisionResult::getCauseForIndeterminate)
                            .orElseGet(() -> new IndeterminateEvaluationException(
                                    "a part failed", "urn:oasis:names:tc:xacml:1.0:status:processing-error")));
        }
    }
}
