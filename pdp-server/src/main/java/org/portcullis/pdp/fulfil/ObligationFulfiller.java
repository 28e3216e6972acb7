package org.portcullis.pdp.fulfil;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.Mapping;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;

/**
 * Turns a bare Permit into one the PEP can carry out; every other decision passes untouched. No account is taken for a PEP
 * that could not use it. Thread-safe.
 */
public final class ObligationFulfiller {
    private final AccountMapper mapper;

    public ObligationFulfiller(AccountMapper mapper) {
        this.mapper = mapper;
    }

    /** The decision with obligations, or a stricter one. */
    public Decision fulfil(MappingRules rules, AuthzRequest request, Decision decision, Instant at) {
        return decision instanceof Permit ? withAccount(rules, request, at) : decision;
    }

    private Decision withAccount(MappingRules rules, AuthzRequest request, Instant at) {
        Optional<Decision> refusal = ExpressibleObligations.refusal(request);
        return refusal.orElseGet(() -> mapped(rules, request, at));
    }

    private Decision mapped(MappingRules rules, AuthzRequest request, Instant at) {
        try {
            Mapping mapping = mapper.map(rules, request, at);
            if (mapping instanceof Mapping.Refused refused) {
                return new Deny(refused.reason());
            }
            List<Obligation> obligations = ExpressibleObligations.of(
                    request,
                    ((Mapping.Mapped) mapping).account(),
                    rules.storagePaths(request.subject().dn(), request.subject().fqans()));
            return new Permit(obligations);
        } catch (StoreUnavailableException e) {
            return new Indeterminate(ErrorKind.STORE_UNAVAILABLE);
        }
    }
}
