package org.portcullis.profile.wire;

import java.util.Set;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamConstants;

/**
 * Reads a message once, before any library builds objects from it, and lets pass only what is one decision query in one
 * SOAP 1.1 envelope, within the limits. Thread-safe.
 *
 * <p>A message that is not well-formed is refused as that, whatever else is wrong with it; otherwise the rule of the
 * outermost layer that it breaks is the one that is reported, the first one in document order.
 */
public final class QueryGate {
    private final XmlLimits limits;
    private final Supplier<Set<String>> ownNames;

    /** A gate for a service that is reached under these host names. */
    public QueryGate(XmlLimits limits, Set<String> ownNames) {
        this(limits, fixed(ownNames));
    }

    /** As {@link #QueryGate(XmlLimits, Set)}, for a service whose host names may change. */
    public QueryGate(XmlLimits limits, Supplier<Set<String>> ownNames) {
        this.limits = limits;
        this.ownNames = ownNames;
    }

    private static Supplier<Set<String>> fixed(Set<String> names) {
        Set<String> copy = Set.copyOf(names);
        return () -> copy;
    }

    /**
     * The text of the message and how its answer is to be addressed.
     *
     * @throws ProtocolException if the message is refused
     */
    public Admitted admit(byte[] message) {
        String text = XmlText.of(message);
        StrictXml xml = new StrictXml(text, limits);
        QueryOutline outline = new QueryOutline(xml, limits, ownNames.get());
        int event;
        do {
            event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> outline.elementStarts();
                case XMLStreamConstants.END_ELEMENT -> outline.elementEnds();
                case XMLStreamConstants.CHARACTERS -> outline.text();
                case XMLStreamConstants.COMMENT -> outline.comment();
                default -> outline.documentEnds();
            }
        } while (event != XMLStreamConstants.END_DOCUMENT);
        return new Admitted(text, outline.replyTo(), outline.isSigned());
    }

    /** A message that passed the gate, and whether its query has a signature, which nobody has looked into yet. */
    public record Admitted(String text, ReplyTo replyTo, boolean signed) {}
}
