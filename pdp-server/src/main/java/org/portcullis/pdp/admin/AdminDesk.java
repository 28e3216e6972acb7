package org.portcullis.pdp.admin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.ban.BanStoreException;
import org.portcullis.pdp.config.AdminList.Role;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border between the pages of the admin port and the world: nobody gets past it without a role of his own, whatever
 * happens behind it ends in one answer, and whoever is refused is on record. Thread-safe.
 */
public final class AdminDesk implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(AdminDesk.class);

    private final CurrentPolicy policy;
    private final AuditLog audit;
    private final Map<Operation, Page> pages;

    AdminDesk(CurrentPolicy policy, AuditLog audit, Map<Operation, Page> pages) {
        this.policy = policy;
        this.audit = audit;
        this.pages = Map.copyOf(pages);
    }

    @Override
    public AdminAnswer answer(AdminRequest request) {
        return answer(request, role -> answerTo(request, role));
    }

    /** What another room answers to somebody who has a role here; whom that room refuses is on record as if it were this one. */
    public AdminAnswer answer(AdminRequest request, Function<Role, AdminAnswer> room) {
        RequestContext context = request.context();
        try {
            return room.apply(roleOf(context));
        } catch (Refusal e) {
            return refuse(request, e);
        } catch (ProblemException e) {
            return e.problem().answer(context, e.detail());
        } catch (BanStoreException | StoreUnavailableException e) {
            LOG.warn("admin request failed callId={} error={}", context.callId(), e.toString());
            return Problem.UNAVAILABLE.answer(context);
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("defect callId={}", context.callId(), e);
            return Problem.SERVER_FAULT.answer(context);
        }
    }

    /** Bans go first, here too; a proxy is for asking, and who holds one need not be its owner. */
    private Role roleOf(RequestContext context) {
        PolicySnapshot snapshot = policy.get();
        snapshot.banOfCaller(context).ifPresent(ban -> {
            throw new Refusal(ErrorKind.BANNED_CALLER, "banned by " + ban.ban().selector());
        });
        if (context.caller().proxy()) {
            throw new Refusal(ErrorKind.UNTRUSTED_PEP, "a proxy certificate");
        }
        return snapshot.admins()
                .of(context.pepDn())
                .orElseThrow(() -> new Refusal(ErrorKind.UNTRUSTED_PEP, "no role on this port"));
    }

    private AdminAnswer answerTo(AdminRequest request, Role role) {
        List<Operation> here = pages.keySet().stream()
                .filter(operation -> operation.match(request.path()).isPresent())
                .sorted()
                .toList();
        if (here.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "");
        }
        return here.stream()
                .filter(operation -> operation.method().equals(request.method()))
                .findFirst()
                .map(operation -> perform(operation, request, role))
                .orElseGet(() -> Problem.METHOD_NOT_ALLOWED
                        .answer(request.context())
                        .with("Allow", here.stream().map(Operation::method).collect(Collectors.joining(", "))));
    }

    private AdminAnswer perform(Operation operation, AdminRequest request, Role role) {
        if (!role.includes(operation.least())) {
            throw new Refusal(ErrorKind.UNTRUSTED_PEP, "the role does not include " + operation);
        }
        String id = operation.match(request.path()).orElse("");
        return Objects.requireNonNull(pages.get(operation)).answer(new Visit(request, role, id));
    }

    /** A refusal gives nothing away, so it leaves even when its record cannot be kept. */
    private AdminAnswer refuse(AdminRequest request, Refusal refusal) {
        RequestContext context = request.context();
        LOG.info(
                "refused callId={} kind={} detail=admin port: {}",
                context.callId(),
                refusal.kind().word(),
                refusal.getMessage());
        try {
            audit.write(new AuditRecord.Refused(context, ReplyTo.UNKNOWN, refusal.kind(), Sha256.of(request.body())));
        } catch (ProtocolException e) {
            LOG.error(
                    "refusal not on record callId={} kind={}",
                    context.callId(),
                    refusal.kind().word());
        }
        return Problem.REQUEST_DENIED.answer(context);
    }
}
