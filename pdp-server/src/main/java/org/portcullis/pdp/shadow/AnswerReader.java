package org.portcullis.pdp.shadow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.client.xml.StrictXml;
import org.portcullis.client.xml.XmlElement;
import org.portcullis.client.xml.XmlRefusedException;
import org.portcullis.profile.AttributeId;

/**
 * Reads out of a SOAP answer what it gives. Nothing depends on it, so that the oddities of other services, such as a missing
 * status or issuer, do not matter. Thread-safe.
 */
final class AnswerReader {
    private static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    private static final List<AttributeId> USER =
            List.of(AttributeId.USERNAME, AttributeId.GLITE_USER_ID, AttributeId.DCI_USER_ID);
    private static final List<AttributeId> PRIMARY_GROUP =
            List.of(AttributeId.POSIX_GID, AttributeId.GLITE_PRIMARY_GROUP_ID, AttributeId.DCI_PRIMARY_GROUP_ID);
    private static final List<AttributeId> GROUPS =
            List.of(AttributeId.POSIX_GID, AttributeId.GLITE_GROUP_ID, AttributeId.DCI_GROUP_ID);

    private final StrictXml xml = new StrictXml();

    /** What it gives; empty if it is no answer to a query, such as a fault. */
    Optional<Granted> read(byte[] soap) {
        try {
            List<XmlElement> all = new ArrayList<>();
            collect(xml.parse(soap), all);
            return all.stream()
                    .filter(element -> element.is(CONTEXT, "Decision"))
                    .map(decision -> granted(decision.text().strip(), all))
                    .findFirst();
        } catch (XmlRefusedException e) {
            return Optional.empty();
        }
    }

    private static void collect(XmlElement element, List<XmlElement> all) {
        all.add(element);
        element.children().forEach(child -> collect(child, all));
    }

    /** The first gid is that of {@code uidgid}, which all services write before the secondary ones. */
    private static Granted granted(String decision, List<XmlElement> all) {
        Set<String> groups = new HashSet<>(values(all, GROUPS));
        return new Granted(
                decision,
                values(all, USER).stream().findFirst(),
                values(all, List.of(AttributeId.POSIX_UID)).stream().findFirst(),
                values(all, PRIMARY_GROUP).stream().findFirst(),
                groups);
    }

    private static List<String> values(List<XmlElement> all, List<AttributeId> ids) {
        List<String> uris = ids.stream().map(AttributeId::uri).toList();
        return all.stream()
                .filter(element -> element.name().getLocalPart().equals("AttributeAssignment"))
                .filter(element -> uris.contains(element.attribute("AttributeId")))
                .map(element -> element.text().strip())
                .toList();
    }
}
