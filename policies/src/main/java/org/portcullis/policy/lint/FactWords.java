package org.portcullis.policy.lint;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.facts.Fact;

/** What is known of the values of facts before any request: which there always are, and of which words. */
final class FactWords {
    private static final Map<String, Fact> BY_URI =
            Arrays.stream(Fact.values()).collect(Collectors.toUnmodifiableMap(Fact::uri, fact -> fact));

    /** The facts that every request has, with one value. */
    static final Set<Fact> ALWAYS = Collections.unmodifiableSet(EnumSet.of(
            Fact.SUBJECT_DN,
            Fact.INTEROP_X509_ID,
            Fact.VO_SUPPORTED,
            Fact.PROXY_LIMITED,
            Fact.PROXY_TOO_LONG,
            Fact.PEP_DN,
            Fact.PILOT_ROLE_HELD,
            Fact.PILOT_OWNER,
            Fact.MUPJ,
            Fact.MUPJ_APPROVAL,
            Fact.SAME_VO,
            Fact.PAYLOAD_IS_PILOT,
            Fact.ROLE_RESERVED,
            Fact.REGIME,
            Fact.APPROVAL_REQUIRED,
            Fact.IDENTITY_SWITCH,
            Fact.FRAMEWORK,
            Fact.SUBJECT_X500_NAME,
            Fact.CREDENTIAL,
            Fact.ASSURANCE,
            Fact.ATTRIBUTES_TOO_LONG,
            Fact.SCOPE,
            Fact.PAYLOAD,
            Fact.VOUCHING,
            Fact.SITE_DATA,
            Fact.RESOURCE_TYPE,
            Fact.ACTION));

    /** The facts that a request has with one value or not at all. */
    static final Set<Fact> AT_MOST_ONE = Collections.unmodifiableSet(EnumSet.of(
            Fact.SUBJECT_PRIMARY_VO,
            Fact.SUBJECT_PRIMARY_FQAN,
            Fact.SUBJECT_PRIMARY_GROUP,
            Fact.SUBJECT_PRIMARY_ROLE,
            Fact.PILOT_DN,
            Fact.PILOT_ROLE,
            Fact.SUBJECT_CA,
            Fact.PROXY_TYPE,
            Fact.PROXY_DEPTH,
            Fact.PROXY_SECONDS,
            Fact.FIRST_PROXY_SECONDS,
            Fact.ATTRIBUTES_SECONDS,
            Fact.SECONDS_LEFT,
            Fact.RESOURCE_ID,
            Fact.ACTION_ID,
            Fact.INTEROP_VOMS_PRIMARY_FQAN));

    /** The facts that a request has with any number of values, or none. */
    static final Set<Fact> ANY_NUMBER = Collections.unmodifiableSet(EnumSet.of(
            Fact.SUBJECT_VO,
            Fact.SUBJECT_FQAN,
            Fact.PILOT_VO,
            Fact.RESOURCE_HOST,
            Fact.SUBJECT_CHAIN_ISSUER,
            Fact.TOKEN_SCOPE,
            Fact.INTEROP_VO,
            Fact.INTEROP_VOMS_FQAN));

    /** The facts that hold the DN of somebody. */
    static final Set<Fact> DNS =
            Collections.unmodifiableSet(EnumSet.of(Fact.SUBJECT_DN, Fact.PEP_DN, Fact.PILOT_DN, Fact.INTEROP_X509_ID));

    /** The facts that hold FQANs in canonical form. */
    static final Set<Fact> FQANS = Collections.unmodifiableSet(
            EnumSet.of(Fact.SUBJECT_FQAN, Fact.SUBJECT_PRIMARY_FQAN, Fact.SUBJECT_PRIMARY_GROUP));

    /** The facts that hold the names of VOs. */
    static final Set<Fact> VOS = Collections.unmodifiableSet(
            EnumSet.of(Fact.SUBJECT_VO, Fact.SUBJECT_PRIMARY_VO, Fact.PILOT_VO, Fact.INTEROP_VO));

    /** The only words of the facts that have a closed list of them. */
    static final Map<Fact, Set<String>> CLOSED = closed();

    private FactWords() {}

    /** The fact that answers this designator, if one does. */
    static Optional<Fact> of(XmlElement designator) {
        return Optional.ofNullable(BY_URI.get(designator.attribute("AttributeId")));
    }

    static boolean isSingle(Fact fact) {
        return ALWAYS.contains(fact) || AT_MOST_ONE.contains(fact);
    }

    private static Map<Fact, Set<String>> closed() {
        Map<Fact, Set<String>> words = new EnumMap<>(Fact.class);
        Arrays.stream(Fact.values())
                .filter(fact -> fact.type() == Fact.Type.STRING && !fact.words().isEmpty())
                .forEach(fact -> words.put(fact, Set.copyOf(fact.words())));
        return Collections.unmodifiableMap(words);
    }
}
