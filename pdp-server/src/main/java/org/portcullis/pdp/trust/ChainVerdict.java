package org.portcullis.pdp.trust;

import java.util.Optional;
import java.util.function.Function;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/** What a certificate chain proves. */
public sealed interface ChainVerdict {
    /** The value for this alternative. */
    <T> T match(Function<Dn, T> proven, Function<Doubt, T> refused);

    /** The name that it proves, if it proves one. */
    default Optional<Dn> holder() {
        return match(Optional::of, doubt -> Optional.empty());
    }

    /** It is valid here and now, and its end entity has this name. */
    record Proven(Dn name) implements ChainVerdict {
        @Override
        public <T> T match(Function<Dn, T> proven, Function<Doubt, T> refused) {
            return proven.apply(name);
        }
    }

    /** It proves nothing; the doubt says why. */
    record Refused(Doubt doubt) implements ChainVerdict {
        @Override
        public <T> T match(Function<Dn, T> proven, Function<Doubt, T> refused) {
            return refused.apply(doubt);
        }
    }
}
