package org.portcullis.pdp.decide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PackManifest;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** Requests, packs and snapshots for tests of single rooms. */
public final class Snapshots {
    private static final SupportedObligations ALL = new SupportedObligations(
            true, Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));

    private Snapshots() {}

    /** Somebody's job on a worker node, without a pilot. */
    public static AuthzRequest request(String dn, String... fqans) {
        ResourceType wn = ResourceType.WN;
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(Dn.parse(dn), fqans(fqans), Set.of(), new Credential.Bare(), Set.of()),
                new PilotJob.None(),
                new Resource(wn, wn.resourceId(), List.of("wn1.example.org")),
                new Action(ActionType.EXECUTE_NOW, ActionType.EXECUTE_NOW.actionId()),
                ALL);
    }

    /** The same request, brought by a pilot. */
    public static AuthzRequest broughtBy(AuthzRequest request, String pilotDn, String... fqans) {
        return new AuthzRequest(
                request.profile(),
                request.subject(),
                new PilotJob.BroughtBy(new Pilot(Dn.parse(pilotDn), fqans(fqans), Set.of(), Set.of())),
                request.resource(),
                request.action(),
                request.supported());
    }

    /** The same request, as work of nobody in particular that its subject's pilot brings. */
    public static AuthzRequest unattributed(AuthzRequest request) {
        Subject subject = request.subject();
        return new AuthzRequest(
                request.profile(),
                subject,
                new PilotJob.Unattributed(new Pilot(subject.dn(), subject.fqans(), subject.vos(), subject.doubts())),
                request.resource(),
                request.action(),
                request.supported());
    }

    private static List<Fqan> fqans(String... fqans) {
        return Stream.of(fqans).map(Fqan::parse).toList();
    }

    /** A permit as a pack gives it. */
    public static Decision bare() {
        return new Decision.Permit(List.<Obligation>of());
    }

    /** A pack that says the same to everybody. */
    public static PolicyPack packThatSays(Decision decision) {
        return new PolicyPack() {
            @Override
            public PackManifest manifest() {
                return new PackManifest("test", "1.0", "0123abcd");
            }

            @Override
            public Evaluation evaluate(AuthzRequest request, Circumstances circumstances) {
                return new Evaluation(decision, "policy/rule", List.of(), Terms.NONE);
            }
        };
    }

    /** Bans without note or end. */
    public static BanList banList(List<Ban> bans) {
        List<BanEntry> entries = IntStream.range(0, bans.size())
                .mapToObj(n ->
                        new BanEntry("ban-" + n, bans.get(n), BanNote.NONE, BanPeriod.ALWAYS, BanEntry.Origin.FILE))
                .toList();
        return new BanList(entries, 0);
    }

    /** A snapshot of these bans and this pack. */
    public static PolicySnapshot snapshot(MappingRules mapping, PolicyPack pack, Ban... bans) {
        return new PolicySnapshot(new PepList(List.of()), banList(List.of(bans)), pack, mapping, 7);
    }

    /** Rules read from files that are written to the directory. */
    public static MappingRules mapping(Path directory, String accountMap, String groupMap) {
        Path accounts = write(directory.resolve("accounts.map"), accountMap);
        Path groups = write(directory.resolve("groups.map"), groupMap);
        Path passwd = write(directory.resolve("passwd"), """
                root:x:0:0::/:/bin/sh
                alice:x:10001:5000::/:/bin/sh
                atlas001:x:50001:5000::/:/bin/sh
                atlas002:x:50002:5000::/:/bin/sh
                """);
        Path group = write(directory.resolve("group"), "atlas:x:5000:\nprd:x:5001:\nhiggs:x:5002:\n");
        return MappingRules.load(
                new MappingFiles(accounts, groups, passwd, group), new AccountLimits(1000, 1000, Set.of("nobody")));
    }

    /** As {@link #mapping}, with a pool for everybody of atlas and a storage map. */
    public static MappingRules mappingWithStorage(Path directory, String storageMap) {
        mapping(directory, "\"/atlas/*/Role=*\" .atlas\n", "\"/atlas\" atlas\n");
        Path storage = write(directory.resolve("storage.map"), storageMap);
        return MappingRules.load(
                new MappingFiles(
                        directory.resolve("accounts.map"),
                        directory.resolve("groups.map"),
                        directory.resolve("passwd"),
                        directory.resolve("group"),
                        List.of(storage)),
                new AccountLimits(1000, 1000, Set.of("nobody")));
    }

    /** The same request at another kind of resource. */
    public static AuthzRequest at(AuthzRequest request, ResourceType type) {
        return new AuthzRequest(
                request.profile(),
                request.subject(),
                request.pilotJob(),
                new Resource(type, type.resourceId(), request.resource().hosts()),
                request.action(),
                request.supported());
    }

    /** Writes a file and gives it back. */
    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
