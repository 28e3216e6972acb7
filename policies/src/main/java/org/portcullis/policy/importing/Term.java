package org.portcullis.policy.importing;

import java.util.List;
import java.util.Map;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.X500Name;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What policies of Argus and of its kin compare with a value. */
public enum Term {
    SUBJECT,
    /** Any issuer in the chain of the subject. */
    ISSUER,
    /** The issuer of the subject's own certificate. */
    AUTHORITY,
    VO,
    FQAN,
    PRIMARY_FQAN,
    RESOURCE,
    ACTION;

    private static final Map<String, Term> NAMES = Map.of(
            "subject", SUBJECT,
            "subject-issuer", ISSUER,
            "x509-subject-issuer", AUTHORITY,
            "vo", VO,
            "fqan", FQAN,
            "pfqan", PRIMARY_FQAN,
            "resource", RESOURCE,
            "action", ACTION);

    /** The terms by their names in the policy language of Argus. */
    public static Map<String, Term> byName() {
        return NAMES;
    }

    /**
     * How to compare this with that value.
     *
     * @param permits whether a permit depends on it: then what is not proven does not count; for a deny it does
     */
    public Comparison comparison(String value, boolean permits) {
        return switch (this) {
            case SUBJECT -> name(Fact.SUBJECT_X500_NAME, value, false);
            case ISSUER -> name(permits ? Fact.SUBJECT_CA : Fact.SUBJECT_CHAIN_ISSUER, value, !permits);
            case AUTHORITY -> name(Fact.SUBJECT_CA, value, !permits);
            case VO -> vo(value);
            case FQAN -> fqan(Fact.SUBJECT_FQAN, value);
            case PRIMARY_FQAN -> fqan(Fact.SUBJECT_PRIMARY_FQAN, value);
            case RESOURCE -> pattern(Fact.RESOURCE_ID, value);
            case ACTION -> pattern(Fact.ACTION_ID, value);
        };
    }

    private static Comparison name(Fact fact, String value, boolean mustBePresent) {
        try {
            String name = X500Name.of(Dn.parse(value));
            return one(new Match(Match.Function.EQUAL, name, fact, mustBePresent));
        } catch (IllegalArgumentException e) {
            return new Comparison.Inexpressible(Problems.quote(value) + " is not a DN, and no subject has it");
        }
    }

    private static Comparison vo(String value) {
        try {
            return one(Match.equal(Fact.SUBJECT_VO, new VoName(value).value()));
        } catch (IllegalArgumentException e) {
            return new Comparison.Inexpressible(Problems.quote(value) + " is not a VO name, and no subject has it");
        }
    }

    private static Comparison fqan(Fact fact, String value) {
        int capability = value.indexOf("/Capability=");
        if (capability >= 0 && !value.endsWith("/Capability=NULL")) {
            return new Comparison.Inexpressible("capabilities are not looked at here; name the group and the role");
        }
        try {
            return one(Match.equal(fact, Fqan.parse(value).value()));
        } catch (IllegalArgumentException e) {
            return new Comparison.Inexpressible(Problems.quote(value) + " is not an FQAN, and no subject has it");
        }
    }

    private static Comparison pattern(Fact fact, String value) {
        try {
            return WholePattern.read(value).comparedWith(fact);
        } catch (IllegalArgumentException e) {
            return new Comparison.Inexpressible(
                    "the pattern " + Problems.quote(value) + " cannot be used: " + e.getMessage());
        }
    }

    private static Comparison one(Match match) {
        return new Comparison.OneOf(List.of(match));
    }
}
