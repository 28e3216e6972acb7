package org.portcullis.profile;

import java.util.List;

/** The one result of a decision request. Anything but {@link Permit} means: do not let the subject in. */
public sealed interface Decision {
    /** Let the subject in once every obligation is met. */
    record Permit(List<Obligation> obligations) implements Decision {
        /** Copies the list. */
        public Permit {
            obligations = List.copyOf(obligations);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.permit(this);
        }
    }

    /** A rule, a ban or the mapping says no; every replica would say the same. */
    record Deny(ReasonCode reason) implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.deny(this);
        }
    }

    /** No rule speaks about this request. */
    record NotApplicable() implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.notApplicable(this);
        }
    }

    /** The question could not be answered; the kind says whether another replica might. */
    record Indeterminate(ErrorKind kind) implements Decision {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.indeterminate(this);
        }
    }

    /** One arm per outcome, so that a new outcome breaks the build and not the site. */
    interface Cases<T> {
        T permit(Permit permit);

        T deny(Deny deny);

        T notApplicable(NotApplicable notApplicable);

        T indeterminate(Indeterminate indeterminate);
    }

    /** Hands this outcome to the arm that deals with it. */
    <T> T match(Cases<T> cases);
}
