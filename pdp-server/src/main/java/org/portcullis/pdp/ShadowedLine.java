package org.portcullis.pdp;

import java.util.List;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.shadow.Shadow;
import org.portcullis.pdp.transport.AuthzEndpoint;
import org.portcullis.profile.wire.ProtocolException;

/** The line of a decision, with every answer held against those of other services once it is made. */
record ShadowedLine(AuthzEndpoint.Line line, List<Shadow> others) implements AuthzEndpoint.Line {
    ShadowedLine {
        others = List.copyOf(others);
    }

    @Override
    public Answer answer(RequestContext context, byte[] soap) {
        try {
            Answer answer = line.answer(context, soap);
            others.forEach(other -> other.answered(context, soap, answer.response()));
            return answer;
        } catch (ProtocolException e) {
            others.forEach(other -> other.refused(context, soap));
            throw e;
        }
    }
}
