package org.portcullis.pdp.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.config.AdminList.Role;

/** A ban as the admin port shows it: to whom, and when. */
record BanView(Role role, Instant now) {
    BanView(Visit visit) {
        this(visit.role(), visit.request().context().receivedAt());
    }

    /** Every field; the private reason only for those who may write one. */
    Map<String, Object> fields(BanEntry ban) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", ban.id());
        fields.put("selector", ban.ban().selector());
        fields.put("origin", ban.origin().toString());
        fields.put("inForce", ban.period().covers(now));
        if (!ban.period().start().equals(Instant.MIN)) {
            fields.put("start", ban.period().start().toString());
        }
        ban.period().expiry().ifPresent(end -> fields.put("end", end.toString()));
        fields.put("reason", ban.note().publicReason());
        if (role.includes(Role.BANNER)) {
            fields.put("privateReason", ban.note().privateReason());
        }
        fields.put("ticket", ban.note().ticket());
        fields.put("author", ban.note().author());
        return fields;
    }

    /** Another one as soon as anything of the ban is changed. */
    static String tag(BanEntry ban) {
        BanNote note = ban.note();
        return EntityTag.of(
                ban.id(),
                ban.ban().selector(),
                ban.period().toString(),
                note.publicReason(),
                note.privateReason(),
                note.ticket(),
                note.author());
    }

    /** The place of a ban in lists: those of the store in the order of their numbers, then those of the file. */
    static String place(BanEntry ban) {
        String number = ban.id().substring(ban.id().indexOf(':') + 1);
        String source = ban.origin() == Origin.SITE ? "1" : "2";
        return source + String.valueOf((char) ('a' + number.length())) + number;
    }
}
