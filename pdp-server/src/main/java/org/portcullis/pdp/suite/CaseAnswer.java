package org.portcullis.pdp.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;

/** An answer in the words that suites expect it in. */
public record CaseAnswer(Map<String, String> fields, List<Map<String, String>> obligations) {
    /** Copies its collections and keeps their order. */
    public CaseAnswer {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        obligations = List.copyOf(obligations);
    }

    /** What a snapshot and, after it, the mapping made of a question. */
    public static CaseAnswer of(Verdict verdict, Decision decision) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("decision", decision.getClass().getSimpleName());
        fields.put("reason", reason(decision));
        fields.put("rule", verdict.rule());
        fields.put("ban", verdict.ban());
        fields.put("allReasons", verdict.denyReasons().toString());
        fields.put("regime", verdict.terms().regime());
        boolean letIn = decision instanceof Permit;
        fields.put("responsible", letIn ? verdict.terms().responsible().word() : "");
        fields.put("mapped", letIn ? verdict.terms().mapped().name().toLowerCase(Locale.ROOT) : "");
        return new CaseAnswer(fields, obligations(decision));
    }

    /** The words for obligations. */
    public static List<Map<String, String>> obligations(Decision decision) {
        return decision instanceof Permit permit
                ? permit.obligations().stream().map(CaseAnswer::words).toList()
                : List.of();
    }

    private static String reason(Decision decision) {
        if (decision instanceof Deny deny) {
            return deny.reason().value();
        }
        return decision instanceof Indeterminate indeterminate
                ? indeterminate.kind().word()
                : "";
    }

    private static Map<String, String> words(Obligation obligation) {
        Map<String, String> words = new LinkedHashMap<>();
        if (obligation instanceof UidGid ids) {
            words.put("id", "uidgid");
            words.put("uid", String.valueOf(ids.uid()));
            words.put("gid", String.valueOf(ids.gid()));
        } else if (obligation instanceof SecondaryGids groups) {
            words.put("id", "secondary-gids");
            words.put("gids", groups.gids().toString());
        } else if (obligation instanceof Username user) {
            words.put("id", "username");
            words.put("user", user.name());
        } else if (obligation instanceof PosixAccount account) {
            words.put("id", "posix");
            words.put("user", account.user());
            words.put("group", account.primaryGroup());
            words.put("groups", account.groups().toString());
        }
        return words;
    }
}
