package org.portcullis.pdp.admin;

import java.util.Map;

/** {@code /v1/proposals}: what somebody asked for and somebody else has to confirm. */
public record ProposalPages(Proposals proposals) {
    Map<Operation, Page> pages() {
        return Map.of(
                Operation.LIST_PROPOSALS, this::list,
                Operation.CONFIRM_PROPOSAL, this::confirm,
                Operation.WITHDRAW_PROPOSAL, this::withdraw);
    }

    private AdminAnswer list(Visit visit) {
        visit.asked();
        return AdminAnswer.json(
                200,
                Map.of(
                        "proposals",
                        proposals.waiting(visit.request().context().receivedAt()).stream()
                                .map(Proposals::fields)
                                .toList()));
    }

    private AdminAnswer confirm(Visit visit) {
        visit.asked();
        return proposals.confirm(visit);
    }

    private AdminAnswer withdraw(Visit visit) {
        visit.asked();
        return AdminAnswer.json(200, Proposals.fields(proposals.withdraw(visit)));
    }
}
