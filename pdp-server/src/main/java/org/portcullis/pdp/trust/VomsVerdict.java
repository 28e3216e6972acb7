package org.portcullis.pdp.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What the VOMS attributes in a certificate chain are worth. */
public sealed interface VomsVerdict {
    /** The value for this alternative. */
    <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid);

    /** What is believed of the end entity: nothing unless verified. */
    default List<Fqan> fqans() {
        return match(List::of, Verified::fqans, invalid -> List.of());
    }

    /** The chain carries no attribute certificate. */
    record NoAttributes() implements VomsVerdict {
        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return none.get();
        }
    }

    /**
     * The VO says this of the end entity from {@code notBefore} until {@code notAfter}; the first FQAN is the primary one,
     * there is at least one.
     */
    record Verified(List<Fqan> fqans, VoName vo, Instant notBefore, Instant notAfter) implements VomsVerdict {
        /** Copies the list. */
        public Verified {
            fqans = List.copyOf(fqans);
        }

        /** How long it was made to live. */
        public Duration lifetime() {
            return Duration.between(notBefore, notAfter);
        }

        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return verified.apply(this);
        }
    }

    /**
     * The chain carries an attribute certificate that is not believed: it is a lie where the doubt refuses, else one that
     * counts for nothing here and now. {@code claimed} is what it says, if it is genuine as far as anybody here can tell;
     * {@code why} holds nothing a stranger wrote.
     */
    record Invalid(Doubt doubt, List<Fqan> claimed, String why) implements VomsVerdict {
        /** Copies the list. */
        public Invalid {
            claimed = List.copyOf(claimed);
        }

        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return invalid.apply(this);
        }
    }
}
