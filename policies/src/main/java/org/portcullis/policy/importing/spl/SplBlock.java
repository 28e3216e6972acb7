package org.portcullis.policy.importing.spl;

import java.util.List;
import org.portcullis.policy.source.Position;

/** The blocks of a policy file as they stand there. */
sealed interface SplBlock {
    Position at();

    /** Actions on the resources that fit a pattern. */
    record Resource(Position at, Named named, List<Action> actions) implements SplBlock {
        /** Copies its lists. */
        public Resource {
            actions = List.copyOf(actions);
        }
    }

    /** Rules on the actions that fit a pattern. */
    record Action(Position at, Named named, boolean isPrivate, List<Rule> rules) implements SplBlock {
        /** Copies its lists. */
        public Action {
            rules = List.copyOf(rules);
        }
    }

    /** Who is permitted or denied: whoever has all these attributes. */
    record Rule(Position at, boolean permits, List<Attribute> attributes) implements SplBlock {
        /** Copies its lists. */
        public Rule {
            attributes = List.copyOf(attributes);
        }
    }

    /** What resources and actions have in common. */
    record Named(Token pattern, String description, List<Token> obligations) {
        /** Copies its lists. */
        public Named {
            obligations = List.copyOf(obligations);
        }
    }

    /** One comparison. */
    record Attribute(Token name, Token value) {}
}
