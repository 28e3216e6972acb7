package org.portcullis.pdp.cli.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.client.Account;
import org.portcullis.client.Answer;
import org.portcullis.client.AuthzUnavailableException;
import org.portcullis.client.PortcullisClient;
import org.portcullis.client.Question;
import org.portcullis.pdp.suite.CaseAnswer;
import org.portcullis.pdp.suite.Respondent;
import org.portcullis.pdp.suite.SuiteCase;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Profile;

/** A running server, asked over its own protocol: it tells its decision and the account, and nothing of its reasons. */
final class ServerRespondent implements Respondent {
    private final PortcullisClient client;

    ServerRespondent(PortcullisClient client) {
        this.client = client;
    }

    @Override
    public Response ask(SuiteCase one) {
        Optional<String> objection = objection(one);
        if (objection.isPresent()) {
            return new Response.NotAsked(objection.get());
        }
        try {
            return new Response.Answered(
                    answer(client.decide(question(one.when().request()))));
        } catch (IllegalArgumentException e) {
            return new Response.NotAsked("this client cannot ask it: " + e.getMessage());
        } catch (AuthzUnavailableException e) {
            throw new ServerUnreachableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Why the world of a test cannot be made at a server. */
    private static Optional<String> objection(SuiteCase one) {
        AuthzRequest request = one.when().request();
        if (one.given().isMadeUp()) {
            return Optional.of("a server has its own time, bans, accounts and data, which `given` cannot change");
        }
        if (!(request.subject().credential() instanceof Credential.Bare)) {
            return Optional.of("a server does not believe chains and tokens that were made up");
        }
        if (!request.subject().doubts().isEmpty() || request.profile() != Profile.AUTHZ_INTEROP) {
            return Optional.of("this client cannot ask with doubts or in another profile than authz-interop");
        }
        return Optional.empty();
    }

    private static Question question(AuthzRequest request) {
        return new Question(
                request.subject(),
                request.pilotJob(),
                request.resource(),
                request.action().type(),
                request.supported().known());
    }

    private static CaseAnswer answer(Answer answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("decision", answer.getClass().getSimpleName());
        List<Map<String, String>> obligations =
                answer instanceof Answer.Permit permit ? obligations(permit.account()) : List.of();
        return new CaseAnswer(fields, obligations);
    }

    private static List<Map<String, String>> obligations(Account account) {
        List<Map<String, String>> obligations = new ArrayList<>();
        obligations.add(
                Map.of("id", "uidgid", "uid", String.valueOf(account.uid()), "gid", String.valueOf(account.gid())));
        if (!account.secondaryGids().isEmpty()) {
            obligations.add(Map.of(
                    "id", "secondary-gids", "gids", account.secondaryGids().toString()));
        }
        account.userName().ifPresent(user -> obligations.add(Map.of("id", "username", "user", user)));
        return obligations;
    }
}
