package org.portcullis.profile.wire;

import static org.portcullis.profile.AttributeId.DCI_VIRTUAL_ORGANIZATION;
import static org.portcullis.profile.AttributeId.GLITE_FQAN;
import static org.portcullis.profile.AttributeId.GLITE_PRIMARY_FQAN;
import static org.portcullis.profile.AttributeId.GLITE_SUBJECT_ISSUER;
import static org.portcullis.profile.AttributeId.GLITE_VIRTUAL_ORGANIZATION;
import static org.portcullis.profile.AttributeId.PILOT_VO;
import static org.portcullis.profile.AttributeId.PILOT_VOMS_FQAN;
import static org.portcullis.profile.AttributeId.PILOT_VOMS_PRIMARY_FQAN;
import static org.portcullis.profile.AttributeId.PILOT_X509_ID;
import static org.portcullis.profile.AttributeId.PILOT_X509_ID_TYPO;
import static org.portcullis.profile.AttributeId.SUBJECT_BEARER_TOKEN;
import static org.portcullis.profile.AttributeId.SUBJECT_CERT_CHAIN;
import static org.portcullis.profile.AttributeId.SUBJECT_ID;
import static org.portcullis.profile.AttributeId.SUBJECT_VO;
import static org.portcullis.profile.AttributeId.SUBJECT_VOMS_FQAN;
import static org.portcullis.profile.AttributeId.SUBJECT_VOMS_PRIMARY_FQAN;
import static org.portcullis.profile.AttributeId.SUBJECT_X509_ID;
import static org.portcullis.profile.AttributeId.SUBJECT_X509_ISSUER;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** Who is spoken of: names, FQANs and VOs out of attributes, with every doubt about them noted. */
final class IdentityReader {
    /** An FQAN that is only too long is a mistake; one beyond this, in characters, was made to cost time. */
    private static final int LONGEST_LOOKED_AT = 4096;

    private final ReplyTo replyTo;
    private final BiFunction<String, ReplyTo, Credential> chains;

    IdentityReader(ReplyTo replyTo, BiFunction<String, ReplyTo, Credential> chains) {
        this.replyTo = replyTo;
        this.chains = chains;
    }

    Subject subject(Attributes attributes) {
        Credential credential = credential(attributes);
        Dn dn = oneDn(attributes, SUBJECT_X509_ID, SUBJECT_ID)
                .or(() -> owner(credential, attributes))
                .orElseThrow(() -> refusal(ErrorKind.MISSING_ATTRIBUTE, "no subject DN"));
        Set<Doubt> doubts = doubtsAbout(dn);
        if (!new CertificateClaims(attributes).agreeWith(credential)) {
            doubts.add(Doubt.CREDENTIAL_MISMATCH);
        }
        if (credential instanceof Credential.Recorded) {
            doubts.add(Doubt.CREDENTIAL_INVALID);
        }
        List<Fqan> fqans = fqans(
                either(attributes, SUBJECT_VOMS_PRIMARY_FQAN, GLITE_PRIMARY_FQAN),
                both(attributes, SUBJECT_VOMS_FQAN, GLITE_FQAN),
                doubts);
        Stream<String> vos = Stream.of(SUBJECT_VO, GLITE_VIRTUAL_ORGANIZATION, DCI_VIRTUAL_ORGANIZATION)
                .flatMap(id -> attributes.all(id).stream());
        return new Subject(dn, fqans, vos(vos), issued(credential, attributes), doubts);
    }

    private static Optional<Dn> owner(Credential credential, Attributes attributes) {
        if (credential instanceof Credential.Chain chain) {
            return CertificateChainText.holder(chain.certificates());
        }
        if (credential instanceof Credential.Recorded) {
            return attributes.single(SUBJECT_CERT_CHAIN).map(CertificateChainText::ownerOfUnread);
        }
        return credential instanceof Credential.Bearer token ? token.claimedName() : Optional.empty();
    }

    /** Who is said to have issued a certificate matters to bans alone; what is no name of an issuer bans nobody. */
    private static Credential issued(Credential credential, Attributes attributes) {
        Set<Dn> issuers = both(attributes, SUBJECT_X509_ISSUER, GLITE_SUBJECT_ISSUER).stream()
                .flatMap(IdentityReader::readable)
                .collect(Collectors.toUnmodifiableSet());
        return issuers.isEmpty()
                ? credential
                : credential.withUnproven(credential.unproven().issuedBy(issuers));
    }

    private static Stream<Dn> readable(String text) {
        try {
            return Stream.of(Dn.parse(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private Credential credential(Attributes attributes) {
        boolean chain = attributes.mentions(SUBJECT_CERT_CHAIN);
        boolean token = attributes.mentions(SUBJECT_BEARER_TOKEN);
        if (chain && token) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "a chain and a token");
        }
        if (chain) {
            return chains.apply(attributes.single(SUBJECT_CERT_CHAIN).orElse(""), replyTo);
        }
        return token ? token(attributes.single(SUBJECT_BEARER_TOKEN).orElse("")) : new Credential.Bare();
    }

    private Credential token(String compact) {
        try {
            return new Credential.Bearer(compact);
        } catch (IllegalArgumentException e) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "not a signed token");
        }
    }

    /** The pilot as the environment names it and as a second subject shows it, who must be the same. */
    PilotJob pilotJob(Attributes environment, Optional<Attributes> intermediary) {
        Optional<Pilot> named = named(environment);
        Optional<Pilot> shown = intermediary.map(this::shown);
        if (named.isPresent() && shown.isPresent()) {
            return new PilotJob.BroughtBy(oneOf(named.get(), shown.get()));
        }
        return shown.or(() -> named).<PilotJob>map(PilotJob.BroughtBy::new).orElseGet(PilotJob.None::new);
    }

    private Optional<Pilot> named(Attributes environment) {
        Optional<Dn> dn = oneDn(environment, PILOT_X509_ID, PILOT_X509_ID_TYPO);
        Set<Doubt> doubts = dn.map(IdentityReader::doubtsAbout).orElseGet(() -> EnumSet.noneOf(Doubt.class));
        Optional<String> primary = environment.single(PILOT_VOMS_PRIMARY_FQAN);
        List<Fqan> fqans = fqans(primary, environment.all(PILOT_VOMS_FQAN), doubts);
        Set<VoName> vos = vos(environment.all(PILOT_VO).stream());
        boolean described = primary.isPresent() || environment.has(PILOT_VOMS_FQAN) || environment.has(PILOT_VO);
        if (dn.isEmpty() && described) {
            throw refusal(ErrorKind.MISSING_ATTRIBUTE, "a pilot without a DN");
        }
        return dn.map(name -> new Pilot(name, fqans, vos, doubts));
    }

    /** A pilot is shown by its chain; a name alone belongs in the environment. */
    private Pilot shown(Attributes intermediary) {
        Subject subject = subject(intermediary);
        if (!(subject.credential() instanceof Credential.Chain)) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "an intermediary subject without a chain");
        }
        return new Pilot(subject.dn(), subject.fqans(), subject.vos(), subject.credential(), subject.doubts());
    }

    private Pilot oneOf(Pilot named, Pilot shown) {
        if (!named.dn().equals(shown.dn())) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "two pilots");
        }
        return new Pilot(
                shown.dn(),
                Stream.concat(shown.fqans().stream(), named.fqans().stream())
                        .distinct()
                        .toList(),
                union(shown.vos(), named.vos()),
                shown.credential(),
                union(shown.doubts(), named.doubts()));
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the section of the subject says nothing, and does not begin to name anybody either. */
    static boolean namesNobody(Attributes subject) {
        return subject.isEmpty()
                && Stream.of(SUBJECT_X509_ID, SUBJECT_ID, SUBJECT_CERT_CHAIN, SUBJECT_BEARER_TOKEN)
                        .noneMatch(subject::mentions);
    }

    /** The pilot in place of the subject that it does not name. */
    static Subject standIn(Pilot pilot) {
        return new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), pilot.credential(), pilot.doubts());
    }

    private Optional<Dn> oneDn(Attributes attributes, AttributeId first, AttributeId second) {
        List<Dn> named = Stream.of(first, second)
                .flatMap(id -> attributes.single(id).stream())
                .map(this::dn)
                .distinct()
                .toList();
        boolean empty = Stream.of(first, second).anyMatch(id -> attributes.mentions(id) && !attributes.has(id));
        if (named.size() > 1 || empty) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "not exactly one DN");
        }
        return named.stream().findFirst();
    }

    private Dn dn(String text) {
        try {
            return Dn.parse(text);
        } catch (IllegalArgumentException e) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "not a DN");
        }
    }

    private static Set<Doubt> doubtsAbout(Dn dn) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (dn.isAmbiguous()) {
            doubts.add(Doubt.DN_AMBIGUOUS);
        }
        if (dn.isConfusable()) {
            doubts.add(Doubt.DN_CONFUSABLE);
        }
        return doubts;
    }

    /** The primary FQAN first, then the others in the order they came, each once. */
    private List<Fqan> fqans(Optional<String> primary, List<String> others, Set<Doubt> doubts) {
        List<Fqan> listed = new ArrayList<>();
        others.forEach(text -> fqan(text, doubts).ifPresent(listed::add));
        Optional<Fqan> first = primary.flatMap(text -> fqan(text, doubts));
        if (first.isPresent() && !listed.isEmpty() && !listed.contains(first.get())) {
            doubts.add(Doubt.FQAN_PRIMARY_MISSING);
        }
        return Stream.concat(first.stream(), listed.stream()).distinct().toList();
    }

    private Optional<Fqan> fqan(String text, Set<Doubt> doubts) {
        if (text.length() > LONGEST_LOOKED_AT) {
            throw refusal(ErrorKind.OVER_BUDGET, "an FQAN of unreasonable length");
        }
        if (!Fqan.isSpeltLikeOne(text)) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "not an FQAN");
        }
        try {
            return Optional.of(Fqan.parse(text));
        } catch (IllegalArgumentException e) {
            doubts.add(Doubt.FQAN_MALFORMED);
            return Optional.empty();
        }
    }

    private Set<VoName> vos(Stream<String> names) {
        try {
            return names.map(VoName::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw refusal(ErrorKind.SYNTAX_ERROR, "not a VO name");
        }
    }

    private static Optional<String> either(Attributes attributes, AttributeId first, AttributeId second) {
        return attributes.single(first).or(() -> attributes.single(second));
    }

    private static List<String> both(Attributes attributes, AttributeId first, AttributeId second) {
        return Stream.concat(attributes.all(first).stream(), attributes.all(second).stream())
                .toList();
    }

    private ProtocolException refusal(ErrorKind kind, String detail) {
        return new ProtocolException(kind, replyTo, detail);
    }
}
