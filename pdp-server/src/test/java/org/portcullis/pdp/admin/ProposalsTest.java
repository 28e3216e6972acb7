package org.portcullis.pdp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.portcullis.pdp.config.AdminList.Role;
import org.portcullis.pdp.config.PdpConfig.TwoPerson;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.profile.Dn;

class ProposalsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ANNE = "/C=XX/CN=Anne";
    private static final String BOB = "/C=XX/CN=Bob";

    private final Proposals proposals = new Proposals(Set.of(TwoPerson.LIFTS));
    private final List<String> authors = new ArrayList<>();
    private int calls;

    private Visit visit(String dn, Role role, Instant at, String id) {
        calls++;
        RequestContext context = new RequestContext(new UUID(0, calls), at, new Dn(dn), "127.0.0.1");
        return new Visit(new AdminRequest(context, "POST", "/", "", Map.of(), new byte[0]), role, id);
    }

    private AdminAnswer ask(TwoPerson matter) {
        Proposals.Wish wish = new Proposals.Wish(Operation.LIFT_BAN, () -> Map.of("id", "1"), (by, author) -> {
            authors.add(author);
            return AdminAnswer.json(200, 1);
        });
        return proposals.make(visit(ANNE, Role.ADMIN, NOON, ""), matter, wish);
    }

    private String waiting(Instant at) {
        List<Proposals.Proposal> all = proposals.waiting(at);
        return all.isEmpty() ? "none" : all.get(0).id();
    }

    private Problem problem(Visit visit) {
        return catchThrowableOfType(ProblemException.class, () -> proposals.confirm(visit))
                .problem();
    }

    @Test
    void whatTakesOneIsDoneAtOnce() {
        assertThat(ask(TwoPerson.PACKS).status()).isEqualTo(200);

        assertThat(authors).containsExactly(ANNE);
        assertThat(waiting(NOON)).isEqualTo("none");
    }

    @Test
    void whatTakesTwoIsDoneOnceInTheNameOfBoth() {
        AdminAnswer asked = ask(TwoPerson.LIFTS);
        String id = waiting(NOON);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.headers()).containsEntry("Location", "/v1/proposals/" + id);
        assertThat(authors).isEmpty();
        assertThat(proposals.confirm(visit(BOB, Role.ADMIN, NOON, id)).status()).isEqualTo(200);
        assertThat(problem(visit(BOB, Role.ADMIN, NOON, id))).isEqualTo(Problem.NOT_FOUND);
        assertThat(authors).containsExactly(ANNE + ", confirmed by " + BOB);
    }

    @Test
    void nobodyConfirmsHimselfNorWhatHeMayNotAskFor() {
        ask(TwoPerson.LIFTS);
        String id = waiting(NOON);

        assertThat(problem(visit(ANNE, Role.ADMIN, NOON, id))).isEqualTo(Problem.REQUEST_DENIED);
        assertThat(problem(visit(BOB, Role.BANNER, NOON, id))).isEqualTo(Problem.REQUEST_DENIED);
        assertThat(authors).isEmpty();
    }

    @Test
    void aQuarterOfAnHourIsTheirTime() {
        ask(TwoPerson.LIFTS);
        String id = waiting(NOON);
        Instant end = NOON.plus(Duration.ofMinutes(15));

        assertThat(waiting(end.minusMillis(1))).isEqualTo(id);
        assertThat(problem(visit(BOB, Role.ADMIN, end, id))).isEqualTo(Problem.NOT_FOUND);
        assertThat(waiting(end)).isEqualTo("none");
    }

    @Test
    void whatCannotBeDoneNowGoesOnWaiting() {
        proposals.make(
                visit(ANNE, Role.ADMIN, NOON, ""),
                TwoPerson.LIFTS,
                new Proposals.Wish(Operation.LIFT_BAN, Map::of, (by, author) -> {
                    throw new ProblemException(Problem.UNAVAILABLE, "");
                }));
        String id = waiting(NOON);

        assertThat(problem(visit(BOB, Role.ADMIN, NOON, id))).isEqualTo(Problem.UNAVAILABLE);

        assertThat(waiting(NOON)).isEqualTo(id);
    }

    @Test
    void whatIsWithdrawnIsGone() {
        ask(TwoPerson.LIFTS);
        String id = waiting(NOON);

        assertThat(proposals.withdraw(visit(ANNE, Role.ADMIN, NOON, id)).id()).isEqualTo(id);

        assertThat(waiting(NOON)).isEqualTo("none");
    }

    @Test
    void aHundredWaitAtMost() {
        for (int n = 0; n < 100; n++) {
            ask(TwoPerson.LIFTS);
        }

        assertThatThrownBy(() -> ask(TwoPerson.LIFTS)).isInstanceOf(ProblemException.class);
        assertThat(proposals.waiting(NOON)).hasSize(100);
    }
}
