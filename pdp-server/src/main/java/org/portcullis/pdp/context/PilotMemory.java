package org.portcullis.pdp.context;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.portcullis.profile.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of pilots that bring chains without proof, from one question to the next and from one PEP list to the
 * next, but not from one start of the server to the next; and how often that gave alarm. Thread-safe.
 */
public final class PilotMemory {
    private static final Logger LOG = LoggerFactory.getLogger(PilotMemory.class);

    private final PayloadLimit limit = new PayloadLimit();
    private final PayloadKeys keys = new PayloadKeys();
    private final LongAdder elsewhere = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder overLimit = new LongAdder();

    /** Whether the pilot that calls may ask about this person too. */
    boolean mayAskAbout(RequestContext context, Dn payload) {
        boolean allowed = limit.allows(context.pepDn(), payload, context.receivedAt());
        if (!allowed) {
            overLimit.increment();
        }
        return allowed;
    }

    /** Whether the pilot that calls is the first that asks about the payload with this proxy, and does so from one place. */
    boolean isFirst(RequestContext context, X509Certificate leaf) {
        PayloadKeys.Holder asking = new PayloadKeys.Holder(context.pepDn(), context.source());
        Optional<PayloadKeys.Holder> first = keys.first(asking, leaf, context.receivedAt());
        if (first.isEmpty()) {
            full.increment();
            LOG.warn("payload keys full callId={} source={}", context.callId(), context.source());
        } else if (!first.get().equals(asking)) {
            elsewhere.increment();
            LOG.warn(
                    "payload key elsewhere callId={} source={} first={}",
                    context.callId(),
                    context.source(),
                    first.get().address());
        }
        return first.filter(asking::equals).isPresent();
    }

    /** How often each thing that should not happen has happened since the start. */
    public Map<String, Long> alarms() {
        return Map.of(
                "payload-key-elsewhere", elsewhere.sum(),
                "payload-keys-full", full.sum(),
                "payload-limit", overLimit.sum());
    }
}
