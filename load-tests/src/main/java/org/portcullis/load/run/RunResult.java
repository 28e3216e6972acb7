package org.portcullis.load.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that came of a run: the report, the answers by what they said, those that said something else than they
 * should, and what the connections were like.
 */
public record RunResult(
        LoadReport report, SortedMap<String, OutcomeGroup> groups, SortedMap<String, Long> surprises, Traffic traffic) {
    /** TLS handshakes, how many of them resumed a session, and the mean length of an answer in bytes. */
    public record Traffic(long handshakes, long resumed, long answerBytes) {}

    /** Copies the maps. */
    public RunResult {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        surprises = Collections.unmodifiableSortedMap(new TreeMap<>(surprises));
    }
}
