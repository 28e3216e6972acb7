package org.portcullis.profile.wire.hot;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ContextReader;
import org.portcullis.profile.wire.KnownChains;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.XmlLimits;

/** Reads unsigned queries as grid clients write them, in one pass and without a tree. Thread-safe. */
final class QueryReader {
    private final XMLInputFactory parsers = parsers();
    private final KnownChains chains;
    private final XmlLimits limits;

    QueryReader(XmlLimits limits, KnownChains chains) {
        this.limits = limits;
        this.chains = chains;
    }

    /** The query, or empty if the message is for the reference codec: unusual, signed, or wrong in whatever way. */
    Optional<AuthzQuery> read(byte[] message) {
        try {
            return Optional.of(query(ByteScreen.open(message)));
        } catch (XMLStreamException | Declined | ProtocolException e) {
            return Optional.empty();
        }
    }

    private AuthzQuery query(InputStream plain) throws XMLStreamException {
        XMLStreamReader parser = parsers.createXMLStreamReader(plain, "UTF-8");
        try {
            QueryForm form = QueryForm.read(new Cursor(parser, limits), limits);
            AuthzRequest request = ContextReader.read(form.context(), form.replyTo(), chains::read);
            ReplyTo asked = form.replyTo();
            return new AuthzQuery(new ReplyTo(asked.queryId(), asked.namespace(), request.profile()), request);
        } finally {
            parser.close();
        }
    }

    private static XMLInputFactory parsers() {
        XMLInputFactory2 factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
        return factory;
    }
}
