package org.portcullis.profile.wire;

import static org.portcullis.profile.AttributeId.ACTION_ID;
import static org.portcullis.profile.AttributeId.DCI_PROFILE_ID;
import static org.portcullis.profile.AttributeId.GLITE_PROFILE_ID;
import static org.portcullis.profile.AttributeId.PEP_OBLIG_SUPPORTED;
import static org.portcullis.profile.AttributeId.RESOURCE_DNS_HOST_NAME;
import static org.portcullis.profile.AttributeId.RESOURCE_ID;
import static org.portcullis.profile.AttributeId.RESOURCE_X509_ID;
import static org.portcullis.profile.ErrorKind.MISSING_ATTRIBUTE;
import static org.portcullis.profile.ErrorKind.SYNTAX_ERROR;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.wire.XacmlContext.Section;

/**
 * Request context to {@link AuthzRequest}: the one place that knows how each profile spells its attributes. Shared by
 * every codec. Only attributes of the profiles are read; all others are ignored after their data type was checked, and
 * those that only this service may set are noted.
 */
public final class ContextReader {
    private static final String ACCESS_SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    private static final String INTERMEDIARY = "urn:oasis:names:tc:xacml:1.0:subject-category:intermediary-subject";

    private ContextReader() {}

    /**
     * Interprets a request context.
     *
     * @throws ProtocolException SYNTAX_ERROR or MISSING_ATTRIBUTE
     */
    public static AuthzRequest read(XacmlContext context, ReplyTo replyTo) {
        return read(context, replyTo, CertificateChainText::read);
    }

    /** As {@link #read(XacmlContext, ReplyTo)}, with chains read by somebody who may know them already. */
    public static AuthzRequest read(
            XacmlContext context, ReplyTo replyTo, BiFunction<String, ReplyTo, Credential> chains) {
        Attributes subject = subject(context, replyTo);
        Optional<Attributes> intermediary = intermediary(context, replyTo);
        Attributes resource = only(context.resources(), replyTo);
        Attributes action = only(context.actions(), replyTo);
        Attributes environment = environment(context, replyTo);
        IdentityReader identities = new IdentityReader(replyTo, chains);
        PilotJob pilotJob = identities.pilotJob(environment, intermediary);
        Action asked = action(action);
        Optional<Pilot> silent = pilotJob.pilot().filter(pilot -> mayBeSilent(asked, subject));
        Subject named = silent.map(IdentityReader::standIn).orElseGet(() -> identities.subject(subject));
        boolean overstepping = Stream.of(subject, resource, action, environment).anyMatch(ReservedAttributes::areAmong);
        return new AuthzRequest(
                profile(environment),
                overstepping ? named.doubted(Doubt.ATTRIBUTES_RESERVED) : named,
                silent.<PilotJob>map(PilotJob.Unattributed::new).orElse(pilotJob),
                resource(resource),
                asked,
                supported(environment));
    }

    /** A pilot need not say whose work it runs; the policy decides whether that will do. */
    private static boolean mayBeSilent(Action action, Attributes subject) {
        return action.type() == ActionType.EXECUTE_NOW && IdentityReader.namesNobody(subject);
    }

    /** The one that is asked about, beside which a pilot may be shown; XACML 2.0 appendix B.2 has the categories. */
    private static Attributes subject(XacmlContext context, ReplyTo replyTo) {
        List<Section> others = context.subjects().stream()
                .filter(section -> !isIntermediary(section))
                .toList();
        if (others.size() > 1 || context.subjects().size() > others.size() + 1) {
            throw new ProtocolException(SYNTAX_ERROR, replyTo, "more than one subject");
        }
        if (others.isEmpty() ? !context.subjects().isEmpty() : !isAccessSubject(others.get(0))) {
            throw new ProtocolException(SYNTAX_ERROR, replyTo, "no access-subject");
        }
        return only(others, replyTo);
    }

    private static Optional<Attributes> intermediary(XacmlContext context, ReplyTo replyTo) {
        return context.subjects().stream()
                .filter(ContextReader::isIntermediary)
                .findFirst()
                .map(section -> new Attributes(section.attributes(), replyTo));
    }

    private static boolean isIntermediary(Section subject) {
        return subject.category().equals(INTERMEDIARY);
    }

    private static boolean isAccessSubject(Section subject) {
        return subject.category().isEmpty() || subject.category().equals(ACCESS_SUBJECT);
    }

    private static Attributes only(List<Section> sections, ReplyTo replyTo) {
        if (sections.size() != 1) {
            throw new ProtocolException(MISSING_ATTRIBUTE, replyTo, "not exactly one subject, resource and action");
        }
        return new Attributes(sections.get(0).attributes(), replyTo);
    }

    private static Attributes environment(XacmlContext context, ReplyTo replyTo) {
        return context.environments().isEmpty()
                ? new Attributes(List.of(), replyTo)
                : only(context.environments(), replyTo);
    }

    private static Profile profile(Attributes environment) {
        Optional<String> glite = environment.single(GLITE_PROFILE_ID);
        String id = glite.or(() -> environment.single(DCI_PROFILE_ID)).orElse("");
        return switch (id) {
            case "http://glite.org/xacml/profile/grid-wn/1.0" -> Profile.GRID_WN;
            case "http://glite.org/xacml/profile/grid-ce/1.0" -> Profile.GRID_CE;
            case "http://dci-sec.org/xacml/profile/common-authz/1.1" -> Profile.COMMON_AUTHZ;
            default -> Profile.AUTHZ_INTEROP;
        };
    }

    private static Resource resource(Attributes resource) {
        List<String> hosts = hosts(resource);
        if (!hosts.isEmpty() && !resource.has(RESOURCE_ID)) {
            return new Resource(ResourceType.UNSPECIFIED, "", hosts);
        }
        String id = exactlyOne(resource, RESOURCE_ID);
        return new Resource(ResourceType.ofResourceId(id), id, hosts);
    }

    /** The DNS name as it was sent; the certificate says more only if it is that of another host. */
    private static List<String> hosts(Attributes resource) {
        Optional<String> dnsName = resource.single(RESOURCE_DNS_HOST_NAME);
        Optional<String> certified = resource.single(RESOURCE_X509_ID)
                .map(text -> hostName(text, resource.replyTo()))
                .filter(host -> dnsName.stream().noneMatch(host::equalsIgnoreCase));
        return Stream.concat(dnsName.stream(), certified.stream()).toList();
    }

    private static String hostName(String dn, ReplyTo replyTo) {
        try {
            return Dn.parse(dn).hostName();
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(SYNTAX_ERROR, replyTo, "not a DN of a host");
        }
    }

    private static Action action(Attributes action) {
        String id = exactlyOne(action, ACTION_ID);
        return new Action(ActionType.ofActionId(id), id);
    }

    private static String exactlyOne(Attributes attributes, AttributeId id) {
        List<String> values = attributes.all(id);
        if (values.size() != 1) {
            throw new ProtocolException(MISSING_ATTRIBUTE, attributes.replyTo(), "not exactly one " + id.uri());
        }
        return values.get(0);
    }

    private static SupportedObligations supported(Attributes environment) {
        List<String> advertised = environment.all(PEP_OBLIG_SUPPORTED);
        Set<ObligationId> known = advertised.stream()
                .map(ObligationId::ofUri)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return new SupportedObligations(!advertised.isEmpty(), known);
    }
}
