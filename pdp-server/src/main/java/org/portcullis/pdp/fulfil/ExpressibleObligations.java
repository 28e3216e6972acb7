package org.portcullis.pdp.fulfil;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.Account;
import org.portcullis.pdp.mapping.UnixGroup;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.SupportedObligations;

/** An account in the words a PEP understands: by number and name for authz-interop, by names for the Argus profiles. */
final class ExpressibleObligations {
    private ExpressibleObligations() {}

    /** Why no account can be told to this PEP, if none can. */
    static Optional<Decision> refusal(AuthzRequest request) {
        SupportedObligations supported = request.supported();
        if (request.profile() != Profile.AUTHZ_INTEROP
                || supported.includes(ObligationId.UIDGID)
                || supported.includes(ObligationId.USERNAME)) {
            return Optional.empty();
        }
        return Optional.of(
                supported.known().isEmpty()
                        ? new Indeterminate(ErrorKind.OBLIGATIONS_NOT_UNDERSTOOD)
                        : new Deny(ReasonCode.OBLIGATIONS_UNSUPPORTED));
    }

    /** Paths are for storage, and only for PEPs that said they know what to do with them. */
    static List<Obligation> of(AuthzRequest request, Account account, Optional<RootAndHomePaths> paths) {
        boolean wanted = request.profile() == Profile.AUTHZ_INTEROP
                && request.resource().type() == ResourceType.SE
                && request.supported().includes(ObligationId.ROOT_AND_HOME_PATHS);
        Stream<Obligation> more = wanted ? paths.<Obligation>map(known -> known).stream() : Stream.empty();
        return Stream.concat(of(request, account).stream(), more).toList();
    }

    private static List<Obligation> of(AuthzRequest request, Account account) {
        return request.profile() == Profile.AUTHZ_INTEROP
                ? byNumber(request.supported(), account)
                : List.of(new Obligation.PosixAccount(
                        account.user(),
                        account.primaryGroup().name(),
                        account.secondaryGroups().stream().map(UnixGroup::name).toList()));
    }

    private static List<Obligation> byNumber(SupportedObligations supported, Account account) {
        List<Obligation> obligations = new ArrayList<>();
        if (supported.includes(ObligationId.UIDGID)) {
            obligations.add(new Obligation.UidGid(account.uid(), account.gid()));
        }
        List<Long> secondary =
                account.secondaryGroups().stream().map(UnixGroup::gid).toList();
        if (supported.includes(ObligationId.SECONDARY_GIDS) && !secondary.isEmpty()) {
            obligations.add(new Obligation.SecondaryGids(secondary));
        }
        if (supported.includes(ObligationId.USERNAME)) {
            obligations.add(new Obligation.Username(account.user()));
        }
        return obligations;
    }
}
