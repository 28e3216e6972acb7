package org.portcullis.pdp.trust;

import java.util.List;
import java.util.function.Function;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What a bearer token is worth. */
public sealed interface TokenVerdict {
    /** The value for this alternative. */
    <T> T match(Function<Verified, T> verified, Function<Doubt, T> refused);

    /** The issuer, which speaks for this VO, says so; {@code groups} are its groups as FQANs, in its order. */
    record Verified(Credential.Token token, VoName vo, List<Fqan> groups) implements TokenVerdict {
        /** Copies the list. */
        public Verified {
            groups = List.copyOf(groups);
        }

        @Override
        public <T> T match(Function<Verified, T> verified, Function<Doubt, T> refused) {
            return verified.apply(this);
        }
    }

    /** It proves nothing; the doubt says why. */
    record Refused(Doubt doubt) implements TokenVerdict {
        @Override
        public <T> T match(Function<Verified, T> verified, Function<Doubt, T> refused) {
            return refused.apply(doubt);
        }
    }
}
