package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the section {@code mapping}. */
final class MappingSection {
    private static final Path ETC = Path.of("/etc/portcullis");

    private MappingSection() {}

    static PdpConfig.Mapping read(YamlSection root, Function<String, Path> path) {
        try (YamlSection mapping = root.section("mapping")) {
            MapsConfig.MapFiles files = files(mapping, path);
            MapsConfig maps =
                    new MapsConfig(files, users(mapping, path), order(mapping, files.dialect()), limits(mapping));
            LeaseSection.Kept leases = LeaseSection.read(mapping, path);
            return new PdpConfig.Mapping(
                    maps,
                    new PdpConfig.Leases(
                            leases.place(),
                            leases.remembered(),
                            mapping.value("lease-expiry", Duration.ZERO, Values.neverOr(Duration.ofHours(1))),
                            mapping.value("quarantine", Duration.ofDays(30), Values.atLeast(Duration.ofMinutes(1)))));
        }
    }

    private static MapsConfig.MapFiles files(YamlSection mapping, Function<String, Path> path) {
        return new MapsConfig.MapFiles(
                mapping.value("dialect", MapsConfig.Dialect.ARGUS, Values.word(MapsConfig.Dialect.class)),
                mapping.oneOrMore("accounts", List.of(ETC.resolve("accounts.map")), path),
                mapping.oneOrMore("groups", List.of(ETC.resolve("groups.map")), path),
                mapping.list("storage", List.of(), path));
    }

    private static MapsConfig.Users users(YamlSection mapping, Function<String, Path> path) {
        return new MapsConfig.Users(
                mapping.oneOrMore(
                        "users", List.of(MapsConfig.UserPlace.FILES), Values.word(MapsConfig.UserPlace.class)),
                mapping.value("passwd", Path.of("/etc/passwd"), path),
                mapping.value("group", Path.of("/etc/group"), path),
                mapping.value("user-table", ETC.resolve("users.table"), path));
    }

    /** Argus asks for the DN first as it comes, LCMAPS for FQANs. */
    private static MapsConfig.Order order(YamlSection mapping, MapsConfig.Dialect dialect) {
        boolean dnFirst = dialect == MapsConfig.Dialect.ARGUS;
        return new MapsConfig.Order(
                mapping.value("prefer-dn-for-login-name", dnFirst, Values::yesOrNo),
                mapping.value("prefer-dn-for-primary-group-name", dnFirst, Values::yesOrNo),
                mapping.value("no-primary-group-name-is-error", false, Values::yesOrNo),
                mapping.value("map-min", 0L, Values.number(0, 1000)).intValue(),
                mapping.value("map-all", false, Values::yesOrNo));
    }

    private static MapsConfig.Limits limits(YamlSection mapping) {
        return new MapsConfig.Limits(
                mapping.value("min-uid", 1000L, Values.number(1, Integer.MAX_VALUE)),
                mapping.value("min-gid", 1000L, Values.number(1, Integer.MAX_VALUE)),
                Set.copyOf(mapping.list("forbidden", List.of("nobody"), Function.identity())),
                Set.copyOf(mapping.list("verified-only", List.of(), Values::pool)));
    }
}
