package org.portcullis.policy.importing;

import org.portcullis.policy.source.Position;

/** One line of the loss report: what became of the construct at that place, and why. */
public record Finding(Position at, Outcome outcome, String construct, String message) {
    @Override
    public String toString() {
        return at + ": " + outcome.word() + ": " + construct + ": " + message;
    }
}
