package org.portcullis.client;

import static org.portcullis.client.Namespaces.POLICY;
import static org.portcullis.client.Namespaces.XML_SCHEMA;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.client.Answer.Status;
import org.portcullis.client.xml.XmlElement;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ObligationId;

/** Reads the account out of a Permit's obligations: all of them understood, none of them twice, {@code uidgid} there. */
final class GrantedAccount {
    private static final Pattern UNIX_ID = Pattern.compile("[1-9][0-9]{0,9}");
    private static final Set<String> NUMBER_TYPES = Set.of(XML_SCHEMA + "integer", XML_SCHEMA + "string");
    private static final Set<String> TEXT_TYPES = Set.of(XML_SCHEMA + "string");

    private GrantedAccount() {}

    static Account read(XmlElement result, Set<ObligationId> supported) {
        Map<ObligationId, XmlElement> obligations = byId(result, supported);
        try {
            return account(obligations);
        } catch (IllegalArgumentException e) {
            throw notMet(String.valueOf(e.getMessage()));
        }
    }

    private static Map<ObligationId, XmlElement> byId(XmlElement result, Set<ObligationId> supported) {
        Map<ObligationId, XmlElement> obligations = new EnumMap<>(ObligationId.class);
        for (XmlElement group : result.children(POLICY, "Obligations")) {
            for (XmlElement obligation : group.children()) {
                ObligationId id = idOf(obligation, supported);
                if (obligations.putIfAbsent(id, obligation) != null) {
                    throw notMet("the Permit has one obligation twice");
                }
            }
        }
        return obligations;
    }

    private static ObligationId idOf(XmlElement obligation, Set<ObligationId> supported) {
        if (!obligation.is(POLICY, "Obligation")
                || !obligation.attribute("FulfillOn").equals("Permit")) {
            throw notMet("the Permit has an obligation that is not for a Permit");
        }
        return ObligationId.ofUri(obligation.attribute("ObligationId"))
                .filter(supported::contains)
                .orElseThrow(() -> notMet("the Permit has an obligation that is not understood"));
    }

    private static Account account(Map<ObligationId, XmlElement> obligations) {
        XmlElement uidGid = obligations.get(ObligationId.UIDGID);
        XmlElement groups = obligations.get(ObligationId.SECONDARY_GIDS);
        XmlElement user = obligations.get(ObligationId.USERNAME);
        if (uidGid == null) {
            throw notMet("the Permit names no uid and gid");
        }
        var ids = new Obligation.UidGid(
                unixId(one(uidGid, 2, AttributeId.POSIX_UID)), unixId(one(uidGid, 2, AttributeId.POSIX_GID)));
        List<Long> gids =
                groups == null ? List.of() : new Obligation.SecondaryGids(all(groups, AttributeId.POSIX_GID)).gids();
        String name = user == null
                ? ""
                : new Obligation.Username(text(one(user, 1, AttributeId.USERNAME), TEXT_TYPES)).name();
        return new Account(ids.uid(), ids.gid(), gids, name);
    }

    private static XmlElement one(XmlElement obligation, int assignments, AttributeId id) {
        List<XmlElement> named = obligation.children().stream()
                .filter(child -> assigns(child, id))
                .toList();
        if (obligation.children().size() != assignments || named.size() != 1) {
            throw notMet("the Permit has an obligation with missing or surplus values");
        }
        return named.get(0);
    }

    private static List<Long> all(XmlElement obligation, AttributeId id) {
        if (!obligation.children().stream().allMatch(child -> assigns(child, id))) {
            throw notMet("the Permit has an obligation with surplus values");
        }
        return obligation.children().stream().map(GrantedAccount::unixId).toList();
    }

    private static boolean assigns(XmlElement assignment, AttributeId id) {
        return assignment.is(POLICY, "AttributeAssignment")
                && assignment.attribute("AttributeId").equals(id.uri());
    }

    private static long unixId(XmlElement assignment) {
        String text = text(assignment, NUMBER_TYPES);
        if (!UNIX_ID.matcher(text).matches()) {
            throw notMet("the Permit has a uid or gid that is not a plain number from 1");
        }
        return Long.parseLong(text);
    }

    private static String text(XmlElement assignment, Set<String> types) {
        if (!assignment.children().isEmpty() || !types.contains(assignment.attribute("DataType"))) {
            throw notMet("the Permit has a value of the wrong type");
        }
        return assignment.text();
    }

    private static NotBelievedException notMet(String why) {
        return new NotBelievedException(Status.OBLIGATION_NOT_MET, why);
    }
}
