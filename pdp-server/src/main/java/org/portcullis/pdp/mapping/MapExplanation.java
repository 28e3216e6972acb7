package org.portcullis.pdp.mapping;

import java.util.List;
import java.util.Optional;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/**
 * Who somebody becomes in one dialect and what every line has to do with it. {@code account} and {@code primaryGroup} hold
 * one name or none; an account that begins with a dot is a pool. {@code problems} keep the maps from being used at all.
 */
public record MapExplanation(
        MappingTerms terms,
        List<String> account,
        List<String> primaryGroup,
        List<String> secondaryGroups,
        Lines lines,
        List<MapFinding> problems) {
    /** What the lines of the account maps and of the group map say, in the order of the files. */
    public record Lines(List<LineVerdict> accounts, List<LineVerdict> groups) {
        /** Copies the lists. */
        public Lines {
            accounts = List.copyOf(accounts);
            groups = List.copyOf(groups);
        }
    }

    /** Copies the lists. */
    public MapExplanation {
        account = List.copyOf(account);
        primaryGroup = List.copyOf(primaryGroup);
        secondaryGroups = List.copyOf(secondaryGroups);
        problems = List.copyOf(problems);
    }

    /** Reads the files and tries every line; takes no lease. */
    public static MapExplanation of(MappingFiles files, MappingTerms terms, Dn dn, List<Fqan> fqans) {
        Problems problems = new Problems();
        MappingLoader loader = new MappingLoader(files, terms, problems);
        loader.check();
        GroupMap groups = loader.groupMap();
        AccountMap.Whom whom = new AccountMap.Whom(dn, fqans, groups.known(fqans) > 0);
        boolean sufficient = groups.suffices(dn, fqans);
        Optional<UnixGroup> primary = groups.primary(dn, fqans);
        return new MapExplanation(
                terms,
                loader
                        .accountMap()
                        .find(whom)
                        .filter(rule -> sufficient)
                        .map(rule -> rule.target().match(name -> name, Pool::toString))
                        .stream()
                        .toList(),
                primary.map(UnixGroup::name).stream().toList(),
                groups.all(dn, fqans).stream()
                        .filter(group -> !primary.equals(Optional.of(group)))
                        .map(UnixGroup::name)
                        .toList(),
                new Lines(
                        new AccountVerdicts(terms, whom).of(loader.lines().accounts()),
                        new GroupVerdicts(terms, whom).of(loader.lines().groups())),
                problems.found());
    }

    /** Whether the group map gives less than the site asks for, so that there is no account. */
    public boolean lacksGroups() {
        return account.isEmpty() && lines.accounts().stream().anyMatch(LineVerdict::counts);
    }
}
