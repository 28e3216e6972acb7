package org.portcullis.pdp.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What the VOMS attributes in a certificate chain are worth. */
public sealed interface VomsVerdict {
    /** The value for this alternative. */
    <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid);

    /** The chain carries no attribute certificate. */
    record NoAttributes() implements VomsVerdict {
        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return none.get();
        }
    }

    /**
     * The VO says this of the end entity until {@code notAfter}, and said it for so long; the first FQAN is the primary one,
     * there is at least one.
     */
    record Verified(List<Fqan> fqans, VoName vo, Instant notAfter, Duration lifetime) implements VomsVerdict {
        /** Copies the list. */
        public Verified {
            fqans = List.copyOf(fqans);
        }

        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return verified.apply(this);
        }
    }

    /** The chain carries an attribute certificate that is not believed; {@code why} holds nothing a stranger wrote. */
    record Invalid(String why) implements VomsVerdict {
        @Override
        public <T> T match(Supplier<T> none, Function<Verified, T> verified, Function<Invalid, T> invalid) {
            return invalid.apply(this);
        }
    }
}
