package org.portcullis.pdp.suite;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.source.Spelling;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;

/**
 * A site of a pack and, perhaps, the mapping of a real one, made new for each question as its world wants it, out of the
 * rooms that a server has. Not thread-safe.
 */
public final class TrialSite implements Respondent {
    private static final PepList NO_PEPS = new PepList(List.of());
    private static final UUID CALL = new UUID(0, 0);

    private final Path packDirectory;
    private final Instant thisMoment;
    private final @Nullable MappingRules siteMapping;
    private final Map<Map<String, Object>, OpenPack> packs = new HashMap<>();
    private final Map<TrialMapping, MappingRules> mappings = new HashMap<>();

    private TrialSite(Path packDirectory, @Nullable MappingRules siteMapping, Instant thisMoment) {
        this.packDirectory = packDirectory;
        this.thisMoment = thisMoment;
        this.siteMapping = siteMapping;
    }

    /** A site of that pack at that time; who brings no accounts of his own is not mapped. */
    public static TrialSite of(Path packDirectory, Instant thisMoment) {
        return new TrialSite(packDirectory, null, thisMoment);
    }

    /** As {@link #of(Path, Instant)}, with a mapping for those who bring no accounts of their own. */
    public static TrialSite of(Path packDirectory, MappingRules mapping, Instant thisMoment) {
        return new TrialSite(packDirectory, mapping, thisMoment);
    }

    /**
     * The pack as it is.
     *
     * @throws PackException if it cannot be used
     */
    public OpenPack pack() {
        return packs.computeIfAbsent(Map.of(), none -> PackLoader.open(packDirectory, Map.of()));
    }

    /**
     * Makes every world of these suites.
     *
     * @throws ConfigException with every test whose world cannot be made
     */
    public void prepare(List<Suite> suites) {
        List<String> problems = new ArrayList<>();
        for (Suite suite : suites) {
            suite.cases().forEach(one -> prepare(one, problems));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private void prepare(SuiteCase one, List<String> problems) {
        List<String> known = pack().texts("data").keySet().stream()
                .map(name -> name.replaceAll("^data/|\\.yaml$", ""))
                .toList();
        one.given().data().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(
                        one.place() + ": the pack has no data file `" + name + "`" + Spelling.hint(name, known)));
        try {
            pack(one);
            mapping(one);
        } catch (PackException e) {
            e.problems().forEach(problem -> problems.add(one.place() + ": with the data given: " + problem));
        } catch (MappingException e) {
            e.problems().forEach(problem -> problems.add(one.place() + ": with the accounts given: " + problem));
        }
        if (one.then().obligated() && one.given().accounts().isEmpty() && siteMapping == null) {
            problems.add(one.place() + ": `obligations` need accounts: say `pools` under `given`, or use --config");
        }
    }

    @Override
    public Response ask(SuiteCase one) {
        Given given = one.given();
        Instant now = given.nowOr(thisMoment);
        MappingRules rules = mapping(one);
        Verdict verdict = verdict(one);
        boolean mapped = !given.accounts().isEmpty() || siteMapping != null;
        Decision decision = mapped
                ? new ObligationFulfiller(new AccountMapper(new TrialLeases(taken(one, rules))))
                        .fulfil(rules, verdict.forMapping(one.when().request()), verdict.decision(), now)
                : verdict.decision();
        return new Response.Answered(CaseAnswer.of(verdict, decision));
    }

    private Verdict verdict(SuiteCase one) {
        BanList bans = new BanList(one.given().bans(), 0);
        PolicySnapshot snapshot = new PolicySnapshot(NO_PEPS, bans, pack(one).pack(), mapping(one), 0);
        Instant now = one.given().nowOr(thisMoment);
        return snapshot.decide(
                new RequestContext(CALL, now, one.when().pep(), ""), one.when().request());
    }

    /** What every part of the policies said about the question; nothing if a ban or a doubt came before them. */
    public Optional<PolicyTrace> reached(SuiteCase one) {
        return verdict(one).terms().equals(Terms.NONE) ? Optional.empty() : Optional.of(trace(one));
    }

    private PolicyTrace trace(SuiteCase one) {
        return pack(one)
                .trace(
                        one.when().request(),
                        new Circumstances(
                                one.given().nowOr(thisMoment), one.when().pep()));
    }

    private OpenPack pack(SuiteCase one) {
        Map<String, Object> data = one.given().data();
        return packs.computeIfAbsent(data, overrides -> PackLoader.open(packDirectory, overrides));
    }

    private MappingRules mapping(SuiteCase one) {
        TrialAccounts accounts = one.given().accounts();
        if (accounts.isEmpty() && siteMapping != null) {
            return siteMapping;
        }
        TrialMapping files = accounts.isEmpty()
                ? TrialMapping.NONE
                : TrialMapping.of(accounts, one.when().request());
        return mappings.computeIfAbsent(files, TrialMapping::load);
    }

    private static List<Lease> taken(SuiteCase one, MappingRules rules) {
        List<Lease> taken = new ArrayList<>();
        one.given().accounts().pools().forEach((name, size) -> {
            Pool pool = new Pool(name);
            rules.accounts(pool).stream()
                    .limit(size.taken())
                    .forEach(account -> taken.add(new Lease(
                            new LeaseKey(pool, new Dn("/CN=the stranger in " + account), ""), account, Instant.EPOCH)));
        });
        return taken;
    }
}
