package org.portcullis.policy.engine;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.expression.AttributeSelectorExpression;
import org.ow2.authzforce.core.pdp.api.expression.VariableReference;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.AttributeValue;
import org.ow2.authzforce.core.pdp.api.value.Bag;
import org.ow2.authzforce.core.pdp.api.value.Datatype;
import org.ow2.authzforce.core.pdp.api.value.Value;
import org.ow2.authzforce.xacml.identifiers.XacmlStatusCode;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;

/**
 * Facts as the engine looks at them, and what it notes down while it judges them. The engine's own context tells listeners
 * of every look, of which there are none, and is filled through a request that is copied twice. No XPath, no clock. Not
 * thread-safe: one per decision.
 */
final class FactsContext implements EvaluationContext {
    private final Map<AttributeFqn, AttributeBag<?>> attributes;
    private final Map<String, Map.Entry<VariableReference<?>, Value>> variables = new HashMap<>();
    private final Map<String, Object> notes = new HashMap<>();

    /** Shows those of the facts that are read. */
    FactsContext(Facts facts, Set<Fact> read) {
        attributes = FactBags.of(facts, read);
    }

    @Override
    @SuppressWarnings("unchecked") // the type of its elements is looked at
    public <A extends AttributeValue> @Nullable AttributeBag<A> getNamedAttributeValue(
            AttributeFqn name, Datatype<A> type) throws IndeterminateEvaluationException {
        AttributeBag<?> bag = attributes.get(name);
        if (bag != null && !bag.getElementDatatype().equals(type)) {
            throw new IndeterminateEvaluationException(
                    "the attribute " + name + " is not of type " + type, XacmlStatusCode.SYNTAX_ERROR.value());
        }
        return (AttributeBag<A>) bag;
    }

    @Override
    public Iterator<Map.Entry<AttributeFqn, AttributeBag<?>>> getNamedAttributes() {
        return Collections.unmodifiableMap(attributes).entrySet().iterator();
    }

    @Override
    public boolean putNamedAttributeValue(AttributeFqn name, AttributeBag<?> bag, boolean override) {
        return (override ? attributes.put(name, bag) : attributes.putIfAbsent(name, bag)) != null;
    }

    @Override
    public <V extends Value> @Nullable V getVariableValue(String id, Datatype<V> type) {
        Map.Entry<VariableReference<?>, Value> variable = variables.get(id);
        return variable == null ? null : type.cast(variable.getValue());
    }

    @Override
    public ImmutableList<Map.Entry<VariableReference<?>, Value>> getVariables() {
        return ImmutableList.copyOf(variables.values());
    }

    @Override
    public boolean putVariableIfAbsent(VariableReference<?> variable, Value value) {
        return variables.putIfAbsent(variable.getVariableId(), new SimpleImmutableEntry<>(variable, value)) == null;
    }

    @Override
    public Map.@Nullable Entry<VariableReference<?>, Value> removeVariable(String id) {
        return variables.remove(id);
    }

    @Override
    public @Nullable Object getOther(String key) {
        return notes.get(key);
    }

    @Override
    public boolean containsKey(String key) {
        return notes.containsKey(key);
    }

    @Override
    public void putOther(String key, Object value) {
        notes.put(key, value);
    }

    @Override
    public @Nullable Object remove(String key) {
        return notes.remove(key);
    }

    @Override
    public boolean isApplicablePolicyIdListRequested() {
        return false;
    }

    @Override
    public <L extends Listener> L putListener(Class<L> type, L listener) {
        throw new UnsupportedOperationException("nobody listens");
    }

    @Override
    public <L extends Listener> @Nullable L getListener(Class<L> type) {
        return null;
    }

    @Override
    public Instant getCreationTimestamp() {
        throw new UnsupportedOperationException("the time is in the facts");
    }

    @Override
    public XdmNode getAttributesContent(String category) {
        throw new UnsupportedOperationException("no XPath");
    }

    @Override
    public <A extends AttributeValue> Bag<A> getAttributeSelectorResult(AttributeSelectorExpression<A> selector) {
        throw new UnsupportedOperationException("no XPath");
    }

    @Override
    public <A extends AttributeValue> boolean putAttributeSelectorResultIfAbsent(
            AttributeSelectorExpression<A> selector, Bag<A> result) {
        throw new UnsupportedOperationException("no XPath");
    }
}
