package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.List;

/** To what a policy or rule applies: in every group of alternatives one must hold, that is, all matches of it. */
public record Target(List<List<List<Match>>> anyOfs) {
    /** Applies always. */
    public static final Target EVERYTHING = new Target(List.of());

    /** Copies the list. */
    public Target {
        anyOfs = List.copyOf(anyOfs);
    }

    /** Narrowed to where one of these holds. */
    public Target and(List<List<Match>> alternatives) {
        List<List<List<Match>>> all = new ArrayList<>(anyOfs);
        all.add(List.copyOf(alternatives));
        return new Target(all);
    }
}
