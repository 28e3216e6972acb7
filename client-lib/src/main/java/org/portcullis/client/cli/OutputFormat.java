package org.portcullis.client.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.client.Account;
import org.portcullis.client.Question;

/**
 * The ways an outcome is written to standard output. Every value comes from a checked number, a checked Unix name or a
 * fixed word, so none needs quoting in a shell or in JSON.
 */
enum OutputFormat {
    TEXT {
        @Override
        String render(Question question, Outcome outcome) {
            return outcome.decision() + line(outcome, OutputFormat::text) + "\n";
        }
    },
    JSON {
        @Override
        String render(Question question, Outcome outcome) {
            return "{\"decision\":\"" + outcome.decision() + "\"" + line(outcome, OutputFormat::json) + "}\n";
        }
    },
    /** Assignments for {@code eval}; all of them each time, so that none is left over from an earlier question. */
    ENV {
        @Override
        String render(Question question, Outcome outcome) {
            List<Account> account = outcome.account();
            return "PC_DECISION=" + outcome.decision() + "\n"
                    + "PC_UID=" + each(account, a -> Long.toString(a.uid())) + "\n"
                    + "PC_GID=" + each(account, a -> Long.toString(a.gid())) + "\n"
                    + "PC_GROUPS=" + each(account, a -> joined(a.allGids())) + "\n"
                    + "PC_USER=" + each(account, Account::user) + "\n";
        }
    },
    /** What scripts written for pepcli look for. */
    PEPCLI {
        @Override
        String render(Question question, Outcome outcome) {
            String resource = question.resource().type().word();
            return "Resource: " + resource + "\nDecision: " + outcome.decision() + "\n"
                    + line(outcome, OutputFormat::pepcli);
        }
    };

    abstract String render(Question question, Outcome outcome);

    /** Turns an account into text. */
    private interface Writing {
        String of(Account account);
    }

    private static String line(Outcome outcome, Writing writing) {
        return each(outcome.account(), writing);
    }

    private static String each(List<Account> accounts, Writing writing) {
        return accounts.stream().map(writing::of).collect(Collectors.joining());
    }

    private static String text(Account account) {
        String user = account.userName().map(name -> " user=" + name).orElse("");
        return " uid=" + account.uid() + " gid=" + account.gid() + " groups=" + joined(account.allGids()) + user;
    }

    private static String json(Account account) {
        String user =
                account.userName().map(name -> ",\"user\":\"" + name + "\"").orElse("");
        return ",\"uid\":" + account.uid() + ",\"gid\":" + account.gid() + ",\"groups\":[" + joined(account.allGids())
                + "]" + user;
    }

    private static String pepcli(Account account) {
        String user = account.userName().map(name -> "Username: " + name + "\n").orElse("");
        return user + "Uid: " + account.uid() + "\nGid: " + joined(account.allGids()) + "\n";
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
