package org.portcullis.pdp.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.config.AdminList.Role;

/** Somebody with a role at a page: the part of the path that names a thing, empty if there is none, and what was filled in. */
record Visit(AdminRequest request, Role role, String id, Form form) {
    /** By the name in the certificate. */
    String visitor() {
        return request.context().pepDn().value();
    }

    Instant at() {
        return request.context().receivedAt();
    }

    boolean mayChange() {
        return role.includes(Role.ADMIN);
    }

    /** The page, for this visitor. */
    AdminAnswer shown(Sheet sheet) {
        return shown(200, sheet);
    }

    /** The page, for this visitor, with another status. */
    AdminAnswer shown(int status, Sheet sheet) {
        return sheet.answer(status, request.path(), signature());
    }

    private String signature() {
        return visitor() + (mayChange() ? ", who may change" : ", who may look") + " · "
                + at().truncatedTo(ChronoUnit.SECONDS) + " · call "
                + request.context().callId();
    }
}
