package org.portcullis.pdp.seal;

import java.util.Optional;

/** From where to where the chain goes in one file, by its lines from first to last, and whether it does without a break. Not thread-safe. */
public final class ChainStretch {
    private ChainHead from = ChainHead.START;
    private ChainHead to = ChainHead.START;
    private boolean isBegun;
    private boolean isOfOneChain = true;

    /** Takes the next line, without its line feed. */
    public void take(byte[] line) {
        Optional<Link> link = Link.of(line);
        if (link.isEmpty()) {
            to = to.past(line);
            return;
        }
        ChainHead before = link.get().head();
        boolean isFirstLine = !isBegun && to.equals(ChainHead.START);
        if (isFirstLine) {
            from = before;
        } else if (!before.equals(to)) {
            isOfOneChain = false;
        }
        isBegun = true;
        to = before.after(line);
    }

    /** Whether there is a record, and each follows what stands before it. */
    public boolean isWhole() {
        return isBegun && isOfOneChain;
    }

    ChainHead from() {
        return from;
    }

    ChainHead to() {
        return to;
    }
}
