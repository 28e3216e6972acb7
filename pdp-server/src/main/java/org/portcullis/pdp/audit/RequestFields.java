package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

/** The fields of an audit line that say what was asked: everything a decision can depend on, so that it can be made again. */
record RequestFields(JsonGenerator json) {
    private static final Map<Doubt, String> DOUBTS = words(Doubt.class, RequestFields::word);
    private static final Map<ObligationId, String> OBLIGATIONS = words(ObligationId.class, id -> word(id.name()));

    void write(AuthzRequest request) throws IOException {
        json.writeStringField("profile", request.profile().word());
        subject(request.subject());
        if (request.pilotJob().pilot().isPresent()) {
            pilot(request.pilotJob().pilot().get(), request.pilotJob() instanceof PilotJob.Unattributed);
        }
        json.writeStringField("resource", request.resource().type().word());
        json.writeStringField("resourceId", request.resource().id());
        texts("hosts", request.resource().hosts(), Function.identity());
        json.writeStringField("action", request.action().type().word());
        json.writeStringField("actionId", request.action().id());
        supported(request.supported());
    }

    private void subject(Subject subject) throws IOException {
        json.writeObjectFieldStart("subject");
        json.writeStringField("dn", subject.dn().value());
        texts("fqans", subject.fqans(), Fqan::value);
        sorted("vos", subject.vos(), VoName::value);
        credential(subject.credential());
        unproven(subject.credential().unproven());
        constants("doubts", DOUBTS, subject.doubts());
        json.writeEndObject();
    }

    private void credential(Credential credential) throws IOException {
        json.writeStringField("assurance", credential.assurance().word());
        if (credential instanceof Credential.Token token) {
            token(token);
        } else if (credential.assurance().isByChain()) {
            chain(credential.traits());
        }
    }

    /** What is held against somebody, and only there if something is. */
    private void unproven(Unproven said) throws IOException {
        if (!said.equals(Unproven.NONE)) {
            json.writeObjectFieldStart("unproven");
            texts("fqans", said.fqans(), Fqan::value);
            sorted("vos", said.vos(), VoName::value);
            sorted("issuers", said.issuers(), Dn::value);
            json.writeEndObject();
        }
    }

    private void token(Credential.Token token) throws IOException {
        json.writeObjectFieldStart("token");
        json.writeStringField("issuer", token.issuer());
        json.writeStringField("subject", token.subject());
        json.writeStringField("id", token.id());
        json.writeStringField("keyId", token.keyId());
        sorted("scopes", token.scopes(), Function.identity());
        json.writeEndObject();
    }

    /** X.509 counts in seconds, and so do these. */
    private void chain(ChainTraits traits) throws IOException {
        json.writeObjectFieldStart("chain");
        json.writeBooleanField("limited", traits.limited());
        json.writeNumberField("leafSeconds", traits.leafLifetime().toSeconds());
        json.writeNumberField("firstSeconds", traits.firstLifetime().toSeconds());
        json.writeNumberField("attributeSeconds", traits.attributeLifetime().toSeconds());
        delegation(traits.delegation());
        json.writeArrayFieldStart("certificates");
        for (ChainTraits.Issued certificate : traits.certificates()) {
            json.writeStartObject();
            json.writeStringField("issuer", certificate.issuer().value());
            json.writeStringField("serial", certificate.serial().toString(16));
            json.writeBooleanField("endEntity", certificate.endEntity());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void delegation(Delegation delegation) throws IOException {
        if (!delegation.equals(Delegation.UNKNOWN)) {
            json.writeStringField("type", delegation.kind().word());
            json.writeNumberField("depth", delegation.proxies());
            json.writeStringField("until", delegation.until().toString());
        }
    }

    private void pilot(Pilot pilot, boolean unattributed) throws IOException {
        json.writeObjectFieldStart("pilot");
        json.writeStringField("dn", pilot.dn().value());
        texts("fqans", pilot.fqans(), Fqan::value);
        sorted("vos", pilot.vos(), VoName::value);
        unproven(pilot.credential().unproven());
        constants("doubts", DOUBTS, pilot.doubts());
        json.writeBooleanField("unattributed", unattributed);
        json.writeEndObject();
    }

    private void supported(SupportedObligations supported) throws IOException {
        json.writeBooleanField("advertised", supported.advertised());
        constants("supported", OBLIGATIONS, supported.known());
    }

    /** A doubt as the log spells it: the reason code that it leads to. */
    static String word(Doubt doubt) {
        return doubt.reason().value();
    }

    /** The name of a constant as the log spells it. */
    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> void texts(String field, List<T> values, Function<? super T, String> text) throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            json.writeString(text.apply(value));
        }
        json.writeEndArray();
    }

    /** In the order of their declaration, so that equal questions make equal lines. */
    private <E extends Enum<E>> void constants(String field, Map<E, String> words, Set<E> values) throws IOException {
        json.writeArrayFieldStart(field);
        if (!values.isEmpty()) {
            for (Map.Entry<E, String> each : words.entrySet()) {
                if (values.contains(each.getKey())) {
                    json.writeString(each.getValue());
                }
            }
        }
        json.writeEndArray();
    }

    private static <E extends Enum<E>> Map<E, String> words(Class<E> kind, Function<E, String> word) {
        Map<E, String> words = new EnumMap<>(kind);
        for (E constant : kind.getEnumConstants()) {
            words.put(constant, word.apply(constant));
        }
        return Collections.unmodifiableMap(words);
    }

    private <T> void sorted(String field, Set<T> values, Function<? super T, String> text) throws IOException {
        Collection<String> texts = values.isEmpty()
                ? List.of()
                : values.stream().map(text).sorted().toList();
        json.writeArrayFieldStart(field);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }
}
