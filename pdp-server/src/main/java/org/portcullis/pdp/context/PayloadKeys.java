package org.portcullis.pdp.context;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.Dn;

/**
 * Who first asked about the payload with a key, and from where, for as long as its proxy lives. A key does not travel: who
 * comes with it later from elsewhere has a copy of its chain. Nothing is forgotten early to make room. Thread-safe.
 */
final class PayloadKeys {
    private static final int MOST = 200_000;
    private static final int MOST_OF_ONE_PILOT = 20_000;

    private final int most;
    private final int mostOfOnePilot;
    /** By the SHA-256 of the key. Guarded by this, like what follows. */
    private final Map<String, Binding> bindings = new HashMap<>();

    private final Map<Dn, Integer> ofPilot = new HashMap<>();
    /** Every key in {@link #bindings} once. */
    private final PriorityQueue<Ending> endings = new PriorityQueue<>(Comparator.comparing(Ending::at));

    PayloadKeys() {
        this(MOST, MOST_OF_ONE_PILOT);
    }

    PayloadKeys(int most, int mostOfOnePilot) {
        this.most = most;
        this.mostOfOnePilot = mostOfOnePilot;
    }

    /** A pilot at an address. */
    record Holder(Dn pilot, String address) {}

    private record Binding(Holder holder, Instant until) {}

    private record Ending(String key, Instant at) {}

    /** Who asked about this proxy first, which may be the one that asks now; nothing if there is no room to tell. */
    synchronized Optional<Holder> first(Holder asking, X509Certificate leaf, Instant now) {
        forget(now);
        String key = fingerprint(leaf);
        Instant until = leaf.getNotAfter().toInstant();
        Binding known = bindings.get(key);
        if (known != null) {
            bindings.put(key, new Binding(known.holder(), later(known.until(), until)));
            return Optional.of(known.holder());
        }
        int held = ofPilot.getOrDefault(asking.pilot(), 0);
        if (bindings.size() >= most || held >= mostOfOnePilot) {
            return Optional.empty();
        }
        bindings.put(key, new Binding(asking, until));
        ofPilot.put(asking.pilot(), held + 1);
        endings.add(new Ending(key, until));
        return Optional.of(asking);
    }

    private void forget(Instant now) {
        for (Ending next = endings.peek(); next != null && next.at().isBefore(now); next = endings.peek()) {
            Ending over = endings.remove();
            bindings.computeIfPresent(over.key(), (key, binding) -> afterwards(key, binding, now));
        }
    }

    /** A key that came again in a proxy with more time stays until then. */
    private @Nullable Binding afterwards(String key, Binding binding, Instant now) {
        if (binding.until().isBefore(now)) {
            ofPilot.computeIfPresent(binding.holder().pilot(), (pilot, held) -> held == 1 ? null : held - 1);
            return null;
        }
        endings.add(new Ending(key, binding.until()));
        return binding;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static String fingerprint(X509Certificate leaf) {
        try {
            byte[] key = leaf.getPublicKey().getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
