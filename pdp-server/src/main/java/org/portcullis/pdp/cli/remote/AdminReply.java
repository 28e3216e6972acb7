package org.portcullis.pdp.cli.remote;

import java.io.IOException;
import java.io.PrintWriter;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.Rows;

/** What the admin port answered: status, the tag of what is shown, empty if it has none, and the body. */
public record AdminReply(int status, String tag, String body) {
    private static final int FIRST_ERROR = 300;

    /** Whether it was done, or at least taken on. */
    public boolean isGood() {
        return status < FIRST_ERROR;
    }

    /** Whether somebody else has to confirm it first. */
    public boolean isProposal() {
        return status == 202;
    }

    /**
     * The values in the body.
     *
     * @throws UnreachableException if it is no JSON
     */
    public FlatJson json() {
        try {
            return FlatJson.read(body);
        } catch (IOException e) {
            throw new UnreachableException("another kind of answer came, is this an admin port? status " + status, e);
        }
    }

    /** Says why it was not done; the exit code for that. */
    public int refusal(PrintWriter err) {
        FlatJson problem = json();
        String why = problem.find("/detail").orElse(problem.text("/title"));
        err.println(Rows.printable(why) + " (" + problem.text("/instance") + ")");
        return switch (status) {
            case 400, 405, 413, 415 -> ExitCode.USAGE;
            case 403 -> ExitCode.NOT_ENTITLED;
            case 404, 409, 412, 422 -> ExitCode.CONFLICT;
            case 503 -> ExitCode.TRY_LATER;
            default -> ExitCode.DEFECT;
        };
    }

    /** Says who has to confirm, and how; the exit code of what is not in force. */
    public int proposal(PrintWriter err) {
        FlatJson proposal = json();
        err.println("somebody else has to confirm it until " + proposal.text("/expires")
                + ": portcullis proposal confirm " + proposal.text("/id") + " --server …");
        return ExitCode.NOT_IN_FORCE;
    }
}
