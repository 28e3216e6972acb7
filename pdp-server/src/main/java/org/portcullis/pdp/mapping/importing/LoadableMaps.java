package org.portcullis.pdp.mapping.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.policy.source.Position;

/** Takes the lines out of drafts that a server would refuse, so that what is written can be served. */
final class LoadableMaps {
    private static final Pattern PROBLEM = Pattern.compile("(?s).*/(accounts|groups)\\.map:([0-9]+)(?::[0-9]+)?: (.*)");

    private final MapTrial trial;
    private final ImportDraft draft;

    LoadableMaps(MapTrial trial, ImportDraft draft) {
        this.trial = trial;
        this.draft = draft;
    }

    /** Leaves out lines, each with a finding, until the rest is accepted or no line is to blame. */
    void settle() {
        try {
            Path place = Files.createTempDirectory("portcullis-import");
            try {
                boolean settled = false;
                while (!settled) {
                    settled = !leftOut(place);
                }
            } finally {
                Files.deleteIfExists(place.resolve("accounts.map"));
                Files.deleteIfExists(place.resolve("groups.map"));
                Files.delete(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the maps cannot be tried", e);
        }
    }

    private boolean leftOut(Path place) throws IOException {
        Path accounts = Files.writeString(
                place.resolve("accounts.map"), draft.accounts().text());
        Path groups =
                Files.writeString(place.resolve("groups.map"), draft.groups().text());
        try {
            trial.load(accounts, groups);
            return false;
        } catch (MappingException e) {
            return leaveOut(e.problems());
        }
    }

    private boolean leaveOut(List<String> problems) {
        Set<MapDraft.Line> refused = new HashSet<>();
        for (String problem : problems) {
            Matcher place = PROBLEM.matcher(problem);
            if (place.matches()) {
                MapDraft map = place.group(1).equals("accounts") ? draft.accounts() : draft.groups();
                MapDraft.Line line = map.lines().get(Integer.parseInt(place.group(2)) - 1);
                draft.findings().lost(line.at(), MapText.quote(line.toString()), place.group(3));
                refused.add(line);
            }
        }
        if (refused.isEmpty()) {
            problems.forEach(problem -> draft.findings().lost(Position.whole("users and groups"), "the site", problem));
        }
        draft.accounts().removeIf(refused::contains);
        draft.groups().removeIf(refused::contains);
        return !refused.isEmpty();
    }
}
