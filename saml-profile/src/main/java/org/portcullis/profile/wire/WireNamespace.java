package org.portcullis.profile.wire;

import java.util.Arrays;
import java.util.Optional;

/** The three spellings of the SAML profile of XACML 2.0 that exist in the wild; an answer uses that of its question. */
public enum WireNamespace {
    /** Working draft 5: what every grid client sends. */
    WD5(
            "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol",
            "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion"),
    /** The OASIS standard of 2005. */
    OS2005("urn:oasis:xacml:2.0:saml:protocol:schema:os", "urn:oasis:xacml:2.0:saml:assertion:schema:os"),
    /** The committee specification of 2014. */
    WD14(
            "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:protocol:wd-14",
            "urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion:wd-14");

    private final String protocol;
    private final String assertion;

    WireNamespace(String protocol, String assertion) {
        this.protocol = protocol;
        this.assertion = assertion;
    }

    /** Namespace of {@code XACMLAuthzDecisionQuery}. */
    public String protocol() {
        return protocol;
    }

    /** Namespace of {@code XACMLAuthzDecisionStatementType}. */
    public String assertion() {
        return assertion;
    }

    /** The spelling whose query namespace this is. */
    public static Optional<WireNamespace> ofProtocol(String namespace) {
        return Arrays.stream(values()).filter(n -> n.protocol.equals(namespace)).findFirst();
    }
}
