package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.pdp.mapping.MapOrder;
import org.portcullis.pdp.mapping.UserSource;

/** Reads the section {@code mapping}. */
final class MappingSection {
    private static final Path ETC = Path.of("/etc/portcullis");

    private MappingSection() {}

    /** Where users may come from. */
    private enum Users {
        FILES,
        GETENT,
        TABLE
    }

    static PdpConfig.Mapping read(YamlSection root, Function<String, Path> path) {
        try (YamlSection mapping = root.section("mapping")) {
            MapDialect dialect = mapping.value("dialect", MapDialect.ARGUS, Values.word(MapDialect.class));
            PdpConfig.MapFiles files = new PdpConfig.MapFiles(
                    dialect,
                    mapping.oneOrMore("accounts", List.of(ETC.resolve("accounts.map")), path),
                    mapping.oneOrMore("groups", List.of(ETC.resolve("groups.map")), path),
                    users(mapping, path),
                    mapping.list("storage", List.of(), path));
            return new PdpConfig.Mapping(
                    files,
                    order(mapping, MapOrder.usualFor(dialect)),
                    new AccountLimits(
                            mapping.value("min-uid", 1000L, Values.number(1, Integer.MAX_VALUE)),
                            mapping.value("min-gid", 1000L, Values.number(1, Integer.MAX_VALUE)),
                            Set.copyOf(mapping.list("forbidden", List.of("nobody"), Function.identity()))),
                    new PdpConfig.Leases(
                            LeaseSection.read(mapping, path),
                            mapping.value("lease-expiry", Duration.ZERO, Values.neverOr(Duration.ofHours(1))),
                            mapping.value("quarantine", Duration.ofDays(30), Values.atLeast(Duration.ofMinutes(1)))));
        }
    }

    private static List<UserSource> users(YamlSection mapping, Function<String, Path> path) {
        Path passwd = mapping.value("passwd", Path.of("/etc/passwd"), path);
        Path group = mapping.value("group", Path.of("/etc/group"), path);
        Path table = mapping.value("user-table", ETC.resolve("users.table"), path);
        return mapping.oneOrMore("users", List.of(Users.FILES), Values.word(Users.class)).stream()
                .map(source -> switch (source) {
                    case FILES -> new UserSource.Files(passwd, group);
                    case GETENT -> new UserSource.NameService(Path.of("/usr/bin/getent"));
                    case TABLE -> new UserSource.Table(table);
                })
                .map(UserSource.class::cast)
                .toList();
    }

    private static MapOrder order(YamlSection mapping, MapOrder usual) {
        return new MapOrder(
                mapping.value("prefer-dn-for-login-name", usual.preferDnForLoginName(), Values::yesOrNo),
                mapping.value("prefer-dn-for-primary-group-name", usual.preferDnForPrimaryGroupName(), Values::yesOrNo),
                mapping.value("no-primary-group-name-is-error", usual.noPrimaryGroupNameIsError(), Values::yesOrNo),
                mapping.value("map-min", (long) usual.mapMin(), Values.number(0, 1000))
                        .intValue(),
                mapping.value("map-all", usual.mapAll(), Values::yesOrNo));
    }
}
