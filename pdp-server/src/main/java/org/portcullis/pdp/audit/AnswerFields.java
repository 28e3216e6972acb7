package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.ObligationId;

/** The fields {@code decision}, {@code reason} and {@code obligations} of an audit line. */
final class AnswerFields implements Decision.Cases<Boolean> {
    private final JsonGenerator json;

    AnswerFields(JsonGenerator json) {
        this.json = json;
    }

    @Override
    public Boolean permit(Permit permit) {
        return write("Permit", "", () -> {
            for (Obligation obligation : permit.obligations()) {
                obligation(obligation);
            }
        });
    }

    @Override
    public Boolean deny(Deny deny) {
        return write("Deny", deny.reason().value(), () -> {});
    }

    @Override
    public Boolean notApplicable(NotApplicable notApplicable) {
        return write("NotApplicable", "", () -> {});
    }

    @Override
    public Boolean indeterminate(Indeterminate indeterminate) {
        return write("Indeterminate", indeterminate.kind().word(), () -> {});
    }

    private boolean write(String decision, String reason, JsonFields obligations) {
        try {
            json.writeStringField("decision", decision);
            json.writeStringField("reason", reason);
            json.writeArrayFieldStart("obligations");
            obligations.write();
            json.writeEndArray();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a record could not be put into memory", e);
        }
    }

    private void obligation(Obligation obligation) throws IOException {
        json.writeStartObject();
        if (obligation instanceof UidGid ids) {
            json.writeStringField("id", ObligationId.UIDGID.uri());
            json.writeNumberField("uid", ids.uid());
            json.writeNumberField("gid", ids.gid());
        } else if (obligation instanceof SecondaryGids groups) {
            json.writeStringField("id", ObligationId.SECONDARY_GIDS.uri());
            json.writeArrayFieldStart("gids");
            for (long gid : groups.gids()) {
                json.writeNumber(gid);
            }
            json.writeEndArray();
        } else if (obligation instanceof Username user) {
            json.writeStringField("id", ObligationId.USERNAME.uri());
            json.writeStringField("user", user.name());
        } else if (obligation instanceof RootAndHomePaths paths) {
            json.writeStringField("id", ObligationId.ROOT_AND_HOME_PATHS.uri());
            json.writeStringField("root", paths.root());
            json.writeStringField("home", paths.home());
        } else if (obligation instanceof PosixAccount account) {
            json.writeStringField("id", "posix");
            json.writeStringField("user", account.user());
            json.writeStringField("group", account.primaryGroup());
            json.writeArrayFieldStart("groups");
            for (String group : account.groups()) {
                json.writeString(group);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private interface JsonFields {
        void write() throws IOException;
    }
}
