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
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.source.Position;

/** Takes the lines out of drafts that a server would refuse, so that what is written can be served. */
final class LoadableMaps {
    private static final Pattern PROBLEM = Pattern.compile("(?s).*/(accounts|groups)\\.map:([0-9]+): (.*)");

    private final MappingFiles site;
    private final AccountLimits limits;
    private final ImportDraft draft;

    LoadableMaps(MappingFiles site, AccountLimits limits, ImportDraft draft) {
        this.site = site;
        this.limits = limits;
        this.draft = draft;
    }

    /** Leaves out lines, each with a finding, until the rest is accepted or no line is to blame. */
    void settle() {
        try {
            Path trial = Files.createTempDirectory("portcullis-import");
            try {
                boolean settled = false;
                while (!settled) {
                    settled = !leftOut(trial);
                }
            } finally {
                Files.deleteIfExists(trial.resolve("accounts.map"));
                Files.deleteIfExists(trial.resolve("groups.map"));
                Files.delete(trial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the maps cannot be tried", e);
        }
    }

    private boolean leftOut(Path trial) throws IOException {
        Path accounts = Files.writeString(
                trial.resolve("accounts.map"), draft.accounts().text());
        Path groups =
                Files.writeString(trial.resolve("groups.map"), draft.groups().text());
        try {
            MappingRules.load(new MappingFiles(accounts, groups, site.passwd(), site.group()), limits);
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
            problems.forEach(problem ->
                    draft.findings().lost(Position.whole(site.passwd().toString()), "accounts of the site", problem));
        }
        draft.accounts().removeIf(refused::contains);
        draft.groups().removeIf(refused::contains);
        return !refused.isEmpty();
    }
}
