package org.portcullis.profile.wire.opensaml;

import java.util.Objects;
import javax.xml.namespace.QName;
import net.shibboleth.utilities.java.support.xml.ParserPool;
import org.apache.xml.security.Init;
import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.w3c.dom.Element;

/**
 * The only door to the process-wide registries of OpenSAML and of its canonicalization. Holding an instance proves that both
 * are initialised. Thread-safe.
 */
final class OpenSamlRuntime {
    private final ParserPool parserPool;

    private OpenSamlRuntime(ParserPool parserPool) {
        this.parserPool = parserPool;
    }

    /** Initialises both; calling it again is harmless. */
    static OpenSamlRuntime start() {
        try {
            InitializationService.initialize();
            Init.init();
        } catch (InitializationException e) {
            throw new IllegalStateException("OpenSAML did not initialise", e);
        }
        return new OpenSamlRuntime(Objects.requireNonNull(
                XMLObjectProviderRegistrySupport.getParserPool(), "OpenSAML has no parser pool"));
    }

    ParserPool parserPool() {
        return parserPool;
    }

    XMLObject unmarshal(Element element) throws UnmarshallingException {
        return Objects.requireNonNull(XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                        .getUnmarshaller(element))
                .unmarshall(element);
    }

    Element marshal(XMLObject object) throws MarshallingException {
        return Objects.requireNonNull(
                        XMLObjectProviderRegistrySupport.getMarshallerFactory().getMarshaller(object))
                .marshall(object);
    }

    /** A new, empty object of this element name. */
    <T extends XMLObject> T build(Class<T> type, QName element) {
        return type.cast(XMLObjectProviderRegistrySupport.getBuilderFactory()
                .getBuilderOrThrow(element)
                .buildObject(element));
    }

    /** A new, empty object of this element name and schema type. */
    <T extends XMLObject> T build(Class<T> type, QName element, QName schemaType) {
        return type.cast(XMLObjectProviderRegistrySupport.getBuilderFactory()
                .getBuilderOrThrow(schemaType)
                .buildObject(element, schemaType));
    }
}
