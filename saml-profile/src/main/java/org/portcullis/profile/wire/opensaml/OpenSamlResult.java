package org.portcullis.profile.wire.opensaml;

import java.util.List;
import org.opensaml.xacml.ctx.DecisionType;
import org.opensaml.xacml.ctx.DecisionType.DECISION;
import org.opensaml.xacml.ctx.ResponseType;
import org.opensaml.xacml.ctx.ResultType;
import org.opensaml.xacml.ctx.StatusCodeType;
import org.opensaml.xacml.ctx.StatusMessageType;
import org.opensaml.xacml.ctx.StatusType;
import org.opensaml.xacml.policy.AttributeAssignmentType;
import org.opensaml.xacml.policy.EffectType;
import org.opensaml.xacml.policy.ObligationType;
import org.opensaml.xacml.policy.ObligationsType;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Profile;
import org.portcullis.profile.wire.Fault;
import org.portcullis.profile.wire.Fault.Layer;
import org.portcullis.profile.wire.WireObligation;

/** {@link Decision} to the XACML 2.0 Result inside the statement. */
final class OpenSamlResult {
    private static final String OK = "ok";
    private static final String STATUS = "urn:oasis:names:tc:xacml:1.0:status:";

    private final OpenSamlRuntime runtime;

    OpenSamlResult(OpenSamlRuntime runtime) {
        this.runtime = runtime;
    }

    ResponseType of(Profile profile, Decision decision) {
        ResultType result = decision.match(new Decision.Cases<>() {
            @Override
            public ResultType permit(Permit permit) {
                List<WireObligation> granted = permit.obligations().stream()
                        .map(obligation -> WireObligation.of(profile, obligation))
                        .toList();
                return result(DECISION.Permit, OK, "", granted);
            }

            @Override
            public ResultType deny(Deny deny) {
                return result(DECISION.Deny, OK, "", refusal(profile));
            }

            @Override
            public ResultType notApplicable(NotApplicable notApplicable) {
                return result(DECISION.NotApplicable, OK, "", refusal(profile));
            }

            @Override
            public ResultType indeterminate(Indeterminate indeterminate) {
                Fault fault = Fault.of(indeterminate.kind());
                String status = fault.layer() == Layer.XACML ? fault.code() : "processing-error";
                return result(DECISION.Indeterminate, status, fault.text(), refusal(profile));
            }
        });
        ResponseType response = runtime.build(ResponseType.class, ResponseType.DEFAULT_ELEMENT_NAME);
        response.getResults().add(result);
        return response;
    }

    /** Clients built on privilege-xacml look for a username before they look at the decision: they get an empty one. */
    private static List<WireObligation> refusal(Profile profile) {
        return profile == Profile.AUTHZ_INTEROP
                ? List.of(new WireObligation(ObligationId.USERNAME.uri(), List.of()))
                : List.of();
    }

    private ResultType result(DECISION word, String statusCode, String message, List<WireObligation> obligations) {
        DecisionType decision = runtime.build(DecisionType.class, DecisionType.DEFAULT_ELEMENT_NAME);
        decision.setDecision(word);
        ResultType result = runtime.build(ResultType.class, ResultType.DEFAULT_ELEMENT_NAME);
        result.setDecision(decision);
        result.setStatus(status(statusCode, message));
        if (!obligations.isEmpty()) {
            result.setObligations(obligations(obligations));
        }
        return result;
    }

    private StatusType status(String code, String message) {
        StatusCodeType codeElement = runtime.build(StatusCodeType.class, StatusCodeType.DEFAULT_ELEMENT_NAME);
        codeElement.setValue(STATUS + code);
        StatusType status = runtime.build(StatusType.class, StatusType.DEFAULT_ELEMENT_NAME);
        status.setStatusCode(codeElement);
        if (!message.isEmpty()) {
            StatusMessageType text = runtime.build(StatusMessageType.class, StatusMessageType.DEFAULT_ELEMENT_NAME);
            text.setValue(message);
            status.setStatusMessage(text);
        }
        return status;
    }

    private ObligationsType obligations(List<WireObligation> obligations) {
        ObligationsType element = runtime.build(ObligationsType.class, ObligationsType.DEFAULT_ELEMENT_QNAME);
        obligations.forEach(obligation -> element.getObligations().add(obligation(obligation)));
        return element;
    }

    private ObligationType obligation(WireObligation obligation) {
        ObligationType element = runtime.build(ObligationType.class, ObligationType.DEFAULT_ELEMENT_QNAME);
        element.setObligationId(obligation.id());
        element.setFulfillOn(EffectType.Permit);
        for (WireObligation.Assignment assignment : obligation.assignments()) {
            AttributeAssignmentType value =
                    runtime.build(AttributeAssignmentType.class, AttributeAssignmentType.DEFAULT_ELEMENT_NAME);
            value.setAttributeId(assignment.attributeId());
            value.setDataType(assignment.dataType());
            value.setValue(assignment.value());
            element.getAttributeAssignments().add(value);
        }
        return element;
    }
}
