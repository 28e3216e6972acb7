package org.portcullis.client;

import java.net.URI;
import java.util.Locale;

/** What a server decided. Only a {@link Permit} lets anybody in, and it is only made when it is complete. */
public sealed interface Answer {
    /** Let the subject in, under exactly this account. */
    record Permit(URI server, Account account) implements Answer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.permit(this);
        }
    }

    /** The site says no. */
    record Deny(URI server) implements Answer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.deny(this);
        }
    }

    /** No rule of the site speaks about this question. */
    record NotApplicable(URI server) implements Answer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.notApplicable(this);
        }
    }

    /** There is no decision, and asking elsewhere would not give one; {@code detail} is for people. */
    record Indeterminate(URI server, Status status, String detail) implements Answer {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.indeterminate(this);
        }
    }

    /** Why there is no decision. */
    enum Status {
        /** The server found the request context malformed. */
        SYNTAX_ERROR,
        /** The server needs an attribute that was not sent. */
        MISSING_ATTRIBUTE,
        /** An Indeterminate for a reason of the server's own. */
        OTHER,
        /** This PEP may not ask this (SAML {@code RequestDenied}). */
        NOT_ENTITLED,
        /** The server does not accept the query (SAML {@code Requester}, SOAP {@code Client}, HTTP 4xx). */
        QUERY_REFUSED,
        /** A Permit with an obligation that is unknown, malformed, or against a local check. */
        OBLIGATION_NOT_MET,
        /** An answer to our question that breaks the rules of the profile. */
        ANSWER_NOT_VALID;

        /** The word used in output and messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One arm per answer, so that a new one breaks the build of every reader. */
    interface Cases<T> {
        /** The subject may come in. */
        T permit(Permit permit);

        /** The subject may not. */
        T deny(Deny deny);

        /** The site has no rule for this. */
        T notApplicable(NotApplicable notApplicable);

        /** There is no decision. */
        T indeterminate(Indeterminate indeterminate);
    }

    /** The server that gave this answer. */
    URI server();

    /** Hands this answer to the arm that deals with it. */
    <T> T match(Cases<T> cases);
}
