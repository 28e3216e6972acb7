package org.portcullis.client;

/** The namespaces of the envelope, of SAML and of XACML 2.0. */
final class Namespaces {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SAML_PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";
    static final String XML_SCHEMA = "http://www.w3.org/2001/XMLSchema#";

    private Namespaces() {}
}
