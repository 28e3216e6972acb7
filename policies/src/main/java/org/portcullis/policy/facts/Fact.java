package org.portcullis.policy.facts;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Assurance;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.ResourceType;

/** The attributes a policy may read, each in one category and of one type. There are no others. */
public enum Fact {
    SUBJECT_DN(Category.SUBJECT, "urn:portcullis:subject:dn"),
    /** The subject's DN as {@link X500Name} compares names: without regard to case and blanks. */
    SUBJECT_X500_NAME(Category.SUBJECT, "urn:portcullis:subject:x500-name"),
    /** Who issued the subject's own certificate, as {@link X500Name}; absent if no chain came with the name. */
    SUBJECT_CA(Category.SUBJECT, "urn:portcullis:subject:ca"),
    /** Every issuer named in the subject's chain, as {@link X500Name}, proven or not: fit to deny by, not to permit by. */
    SUBJECT_CHAIN_ISSUER(Category.SUBJECT, "urn:portcullis:subject:chain-issuer"),
    /** Every VO the subject is presented as a member of. */
    SUBJECT_VO(Category.SUBJECT, "urn:portcullis:subject:vo"),
    /** The VO the work is done for; absent if it cannot be told. */
    SUBJECT_PRIMARY_VO(Category.SUBJECT, "urn:portcullis:subject:primary-vo"),
    /** Every FQAN, in canonical form: without {@code Role=NULL} and {@code Capability}. */
    SUBJECT_FQAN(Category.SUBJECT, "urn:portcullis:subject:fqan"),
    SUBJECT_PRIMARY_FQAN(Category.SUBJECT, "urn:portcullis:subject:primary-fqan"),
    SUBJECT_PRIMARY_GROUP(Category.SUBJECT, "urn:portcullis:subject:primary-group"),
    SUBJECT_PRIMARY_ROLE(Category.SUBJECT, "urn:portcullis:subject:primary-role"),
    /** Whether the site serves the subject's primary VO: {@code supported}, {@code unsupported}, {@code unknown}. */
    VO_SUPPORTED(Category.SUBJECT, "urn:portcullis:subject:vo-supported", "supported", "unsupported", "unknown"),
    /** Whether the subject's leaf certificate is a limited proxy, by itself or by what it was delegated from. */
    PROXY_LIMITED(Category.SUBJECT, "urn:portcullis:subject:proxy-limited", Type.BOOLEAN, "true", "false"),
    /** Whether a proxy of the subject was made to live longer than the site allows. */
    PROXY_TOO_LONG(Category.SUBJECT, "urn:portcullis:subject:proxy-too-long", Type.BOOLEAN, "true", "false"),
    /** Whether the VOMS attributes of the subject were made to live longer than the site allows. */
    ATTRIBUTES_TOO_LONG(Category.SUBJECT, "urn:portcullis:subject:attributes-too-long", Type.BOOLEAN, "true", "false"),
    /** What came with the subject to prove it; a chain may be one that only the audit log remembers. */
    CREDENTIAL(Category.SUBJECT, "urn:portcullis:subject:credential", "bare", "chain", "token"),
    /** How much of a proof that is: a word of {@link Assurance}. */
    ASSURANCE(Category.SUBJECT, "urn:portcullis:subject:assurance", words(Assurance.values(), Assurance::word)),
    /** What stands at the head of the subject's chain; absent if no chain came, or nobody wrote it down. */
    PROXY_TYPE(Category.SUBJECT, "urn:portcullis:subject:proxy-type", "end-entity", "rfc3820", "legacy"),
    /** How many proxies stand before the subject's own certificate; absent like {@link #PROXY_TYPE}. */
    PROXY_DEPTH(Category.SUBJECT, "urn:portcullis:subject:proxy-depth", Type.INTEGER),
    /** For how long the leaf of the subject's chain was made, 0 if it is no proxy; absent if no chain came. */
    PROXY_SECONDS(Category.SUBJECT, "urn:portcullis:subject:proxy-seconds", Type.INTEGER),
    /** For how long the first proxy of the subject's chain was made, 0 without one; absent if no chain came. */
    FIRST_PROXY_SECONDS(Category.SUBJECT, "urn:portcullis:subject:first-proxy-seconds", Type.INTEGER),
    /** For how long the subject's VOMS attributes were made, 0 without any; absent if no chain came. */
    ATTRIBUTES_SECONDS(Category.SUBJECT, "urn:portcullis:subject:attributes-seconds", Type.INTEGER),
    /** How long the subject's chain and VOMS attributes are still good; absent like {@link #PROXY_TYPE}. */
    SECONDS_LEFT(Category.SUBJECT, "urn:portcullis:subject:seconds-left", Type.INTEGER),
    /** Every scope of the subject's token, as its issuer wrote it. */
    TOKEN_SCOPE(Category.SUBJECT, "urn:portcullis:subject:token-scope"),
    /** Whether the scopes of the token allow the action; not asked without token, or if no scope allows anything. */
    SCOPE(Category.SUBJECT, "urn:portcullis:subject:scope", "sufficient", "insufficient", "not-asked"),

    /** Who asks, by its certificate. */
    PEP_DN(Category.ENVIRONMENT, "urn:portcullis:pep:dn"),
    PILOT_DN(Category.ENVIRONMENT, "urn:portcullis:pilot:dn"),
    PILOT_VO(Category.ENVIRONMENT, "urn:portcullis:pilot:vo"),
    PILOT_ROLE(Category.ENVIRONMENT, "urn:portcullis:pilot:role"),
    /** Whether whoever brings the work holds, as primary, a role that its VO gives to pilots. */
    PILOT_ROLE_HELD(Category.ENVIRONMENT, "urn:portcullis:pilot:role-held", Type.BOOLEAN, "true", "false"),
    /** Whether the VO has registered whoever brings the work: {@code registered}, {@code unregistered}, {@code not-asked}. */
    PILOT_OWNER(Category.ENVIRONMENT, "urn:portcullis:pilot:owner", "registered", "unregistered", "not-asked"),

    /** Whether this is a multi-user pilot job: work brought by another's pilot, or the submission of a pilot. */
    MUPJ(Category.ENVIRONMENT, "urn:portcullis:mupj", Type.BOOLEAN, "true", "false"),
    /** How the VO that brings the work stands with the site: a word of {@link ApprovalStatus}. */
    MUPJ_APPROVAL(
            Category.ENVIRONMENT, "urn:portcullis:mupj:approval", words(ApprovalStatus.values(), ApprovalStatus::word)),
    /** Whether work and pilot are of one VO: {@code same}, {@code different}, {@code unknown}. */
    SAME_VO(Category.ENVIRONMENT, "urn:portcullis:mupj:same-vo", "same", "different", "unknown"),
    /** Whether whoever brings the work does so to run as a pilot once more, where the site minds. */
    PAYLOAD_IS_PILOT(Category.ENVIRONMENT, "urn:portcullis:mupj:payload-is-pilot", Type.BOOLEAN, "true", "false"),
    /** Whether another's pilot brings a role that must not come that way. */
    ROLE_RESERVED(Category.ENVIRONMENT, "urn:portcullis:mupj:role-reserved", Type.BOOLEAN, "true", "false"),
    /** Whether a pilot says whose work it brings; if not, the subject is the pilot itself. */
    PAYLOAD(Category.ENVIRONMENT, "urn:portcullis:mupj:payload", "present", "absent"),
    /** Whether only the pilot vouches for the name of the payload, and may: a word of {@link Vouching}. */
    VOUCHING(Category.ENVIRONMENT, "urn:portcullis:mupj:vouching", words(Vouching.values(), Vouching::word)),

    /** The id of the regime in force, or {@code jspg}. */
    REGIME(Category.ENVIRONMENT, "urn:portcullis:regime"),
    /** Whether the approval of the site matters under the regime in force and for this VO. */
    APPROVAL_REQUIRED(Category.ENVIRONMENT, "urn:portcullis:mupj:approval-required", Type.BOOLEAN, "true", "false"),
    /** Whether the work is run under its owner's account: a word of {@link IdentitySwitch}. */
    IDENTITY_SWITCH(
            Category.ENVIRONMENT,
            "urn:portcullis:mupj:identity-switch",
            words(IdentitySwitch.values(), IdentitySwitch::word)),
    /** Whether the VO vouches for traceability: {@code attested}, {@code not-attested}, {@code not-needed}. */
    FRAMEWORK(Category.ENVIRONMENT, "urn:portcullis:mupj:framework", "attested", "not-attested", "not-needed"),

    /** Whether all records that the decision depends on are young enough: {@code current}, {@code stale}. */
    SITE_DATA(Category.ENVIRONMENT, "urn:portcullis:site-data", "current", "stale"),

    /** {@code ce}, {@code se}, {@code wn}, {@code rb}, {@code other} or {@code unspecified}. */
    RESOURCE_TYPE(Category.RESOURCE, "urn:portcullis:resource:type", words(ResourceType.values(), ResourceType::word)),
    /** The resource-id as sent, without blanks around it; absent if none was sent. */
    RESOURCE_ID(Category.RESOURCE, "urn:portcullis:resource:id"),
    RESOURCE_HOST(Category.RESOURCE, "urn:portcullis:resource:host"),
    /** {@code queue}, {@code execute-now}, {@code access} or {@code other}. */
    ACTION(Category.ACTION, "urn:portcullis:action:type", words(ActionType.values(), ActionType::word)),
    /** The action-id as sent, without blanks around it; absent if none was sent. */
    ACTION_ID(Category.ACTION, "urn:portcullis:action:id"),

    /** The subject's DN under its name in authz-interop 1.1. */
    INTEROP_X509_ID(Category.SUBJECT, AttributeId.SUBJECT_X509_ID.uri()),
    /** The subject's VOs under their name in authz-interop 1.1. */
    INTEROP_VO(Category.SUBJECT, AttributeId.SUBJECT_VO.uri()),
    /** The subject's FQANs under their name in authz-interop 1.1 and as VOMS writes them. */
    INTEROP_VOMS_FQAN(Category.SUBJECT, AttributeId.SUBJECT_VOMS_FQAN.uri()),
    /** The subject's primary FQAN under its name in authz-interop 1.1 and as VOMS writes it. */
    INTEROP_VOMS_PRIMARY_FQAN(Category.SUBJECT, AttributeId.SUBJECT_VOMS_PRIMARY_FQAN.uri());

    /** The part of a XACML request that an attribute stands in. */
    public enum Category {
        SUBJECT("urn:oasis:names:tc:xacml:1.0:subject-category:access-subject"),
        RESOURCE("urn:oasis:names:tc:xacml:3.0:attribute-category:resource"),
        ACTION("urn:oasis:names:tc:xacml:3.0:attribute-category:action"),
        ENVIRONMENT("urn:oasis:names:tc:xacml:3.0:attribute-category:environment");

        private final String uri;

        Category(String uri) {
            this.uri = uri;
        }

        /** The category as policies write it. */
        public String uri() {
            return uri;
        }
    }

    /** The data type of an attribute. */
    public enum Type {
        STRING("http://www.w3.org/2001/XMLSchema#string"),
        BOOLEAN("http://www.w3.org/2001/XMLSchema#boolean"),
        INTEGER("http://www.w3.org/2001/XMLSchema#integer");

        private final String uri;

        Type(String uri) {
            this.uri = uri;
        }

        /** The data type as policies write it. */
        public String uri() {
            return uri;
        }
    }

    private final Category category;
    private final String uri;
    private final Type type;
    private final String vocabulary;

    Fact(Category category, String uri, Type type, String... words) {
        this.category = category;
        this.uri = uri;
        this.type = type;
        this.vocabulary = String.join(" ", words);
    }

    Fact(Category category, String uri, String... words) {
        this(category, uri, Type.STRING, words);
    }

    /** Where in the request it stands. */
    public Category category() {
        return category;
    }

    /** The attribute id as policies write it. */
    public String uri() {
        return uri;
    }

    /** What it is compared as. */
    public Type type() {
        return type;
    }

    /** Every word that it can have as value; none where any text can stand. */
    public List<String> words() {
        return vocabulary.isEmpty() ? List.of() : List.of(vocabulary.split(" ", -1));
    }

    private static <T> String[] words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }
}
