package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.ObligationId;

/** The field {@code obligations} of an audit line: what a Permit carried. */
record ObligationFields(JsonGenerator json) {
    static final String POSIX = "posix";

    void write(Decision answer) throws IOException {
        List<Obligation> carried = answer instanceof Permit permit ? permit.obligations() : List.of();
        json.writeArrayFieldStart("obligations");
        for (Obligation obligation : carried) {
            json.writeStartObject();
            write(obligation);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Obligation obligation) throws IOException {
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
            write(account);
        }
    }

    private void write(PosixAccount account) throws IOException {
        json.writeStringField("id", POSIX);
        json.writeStringField("user", account.user());
        json.writeStringField("group", account.primaryGroup());
        json.writeArrayFieldStart("groups");
        for (String group : account.groups()) {
            json.writeString(group);
        }
        json.writeEndArray();
    }
}
