package org.portcullis.pdp.replay;

import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.pdp.audit.AnswerText;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;

/** A decision as it was made, and what made it so: a rule, or {@code ban} and a selector, or nothing. */
public record Made(Decision answer, String cause) {
    static Made recorded(PastDecision past) {
        return new Made(past.answer(), cause(past.why().rule(), past.why().ban()));
    }

    /** A ban that is over leaves a note and decides nothing. */
    static String cause(String rule, String ban) {
        return ban.isEmpty() || ban.startsWith("expired ") ? rule : "ban " + ban;
    }

    /** What was said, for example {@code Deny banned-vo}. */
    public String words() {
        AnswerText text = AnswerText.of(answer);
        return (text.decision() + " " + text.reason()).strip();
    }

    /** The account of a Permit in a few words, for example {@code uid=50001 gid=5000 user=atlas001}; else nothing. */
    public String account() {
        return answer instanceof Decision.Permit permit
                ? permit.obligations().stream().map(Made::words).collect(Collectors.joining(" "))
                : "";
    }

    private static String words(Obligation obligation) {
        if (obligation instanceof UidGid ids) {
            return "uid=" + ids.uid() + " gid=" + ids.gid();
        }
        if (obligation instanceof SecondaryGids groups) {
            return "groups=" + join(groups.gids());
        }
        if (obligation instanceof Username user) {
            return "user=" + user.name();
        }
        if (obligation instanceof RootAndHomePaths paths) {
            return "root=" + paths.root() + " home=" + paths.home();
        }
        return obligation instanceof PosixAccount account
                ? "user=" + account.user() + " group=" + account.primaryGroup() + " groups=" + join(account.groups())
                : "";
    }

    private static String join(List<?> names) {
        return names.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
