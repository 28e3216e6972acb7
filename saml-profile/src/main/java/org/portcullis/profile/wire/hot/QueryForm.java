package org.portcullis.profile.wire.hot;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.profile.Profile;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.WireNamespace;
import org.portcullis.profile.wire.XacmlContext;
import org.portcullis.profile.wire.XmlLimits;

/** Envelope, body and query as grid clients write them: how the answer is addressed, and what is asked. */
record QueryForm(ReplyTo replyTo, XacmlContext context) {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0");
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,255}");
    private static final Pattern INSTANT =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,3})?)Z");

    /** Reads a whole message; declines every other form. */
    static QueryForm read(Cursor xml, XmlLimits limits) {
        xml.enter(SOAP, "Envelope");
        xml.requireNoAttributes();
        xml.enter(SOAP, "Body");
        xml.requireNoAttributes();
        Declined.unless(xml.startsNext() && xml.name().equals("XACMLAuthzDecisionQuery"), "another block");
        ReplyTo replyTo = query(xml);
        Declined.unless(xml.startsNext(), "an empty query");
        if (xml.isAt(SAML, "Issuer")) {
            issuer(xml);
            Declined.unless(xml.startsNext(), "no request context");
        }
        XacmlContext context = new ContextForm(xml, limits).read();
        xml.leave();
        xml.leave();
        xml.leave();
        xml.end();
        return new QueryForm(replyTo, context);
    }

    private static ReplyTo query(Cursor xml) {
        WireNamespace namespace =
                WireNamespace.ofProtocol(xml.namespace()).orElseThrow(() -> Declined.because("another query"));
        String id = "";
        boolean versioned = false;
        for (int i = 0; i < xml.attributes(); i++) {
            String value = xml.attribute(i);
            switch (xml.attributeName(i)) {
                case "ID" -> id = value;
                case "Version" -> versioned = value.equals("2.0");
                case "IssueInstant" -> Declined.unless(isInstant(value), "another form of time");
                case "InputContextOnly", "ReturnContext", "CombinePolicies" ->
                    Declined.unless(BOOLEANS.contains(value), "not a boolean");
                case "" -> {}
                default -> throw Declined.because("an attribute of the query");
            }
        }
        Declined.unless(versioned && ID.matcher(id).matches(), "not of SAML 2.0");
        return new ReplyTo(id, namespace, Profile.AUTHZ_INTEROP);
    }

    private static boolean isInstant(String text) {
        Matcher local = INSTANT.matcher(text);
        try {
            return local.matches() && LocalDateTime.parse(local.group(1)).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Is not believed; markup in it tells of an attack, which the reference codec deals with. */
    private static void issuer(Cursor xml) {
        for (int i = 0; i < xml.attributes(); i++) {
            String name = xml.attributeName(i);
            Declined.unless(name.isEmpty() || name.equals("Format"), "an attribute of the issuer");
        }
        String text = xml.text();
        Declined.unless(text.indexOf('<') < 0 && text.indexOf('>') < 0, "markup in the issuer");
    }
}
