package org.portcullis.pdp.decide;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.pdp.config.MapsConfig;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.pdp.mapping.MapOrder;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingTerms;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.UserSource;

/** The maps that a configuration names, and how they are to be understood. */
public record SiteMaps(MappingFiles files, MappingTerms terms) {
    private static final Path GETENT = Path.of("/usr/bin/getent");

    /** In the words of the mapping. */
    public static SiteMaps of(MapsConfig maps) {
        MapsConfig.MapFiles files = maps.files();
        return new SiteMaps(
                new MappingFiles(
                        files.accounts(),
                        files.groups(),
                        maps.users().users().stream()
                                .map(place -> source(place, maps.users()))
                                .toList(),
                        files.storage()),
                new MappingTerms(dialect(files.dialect()), order(maps.order()), limits(maps.limits())));
    }

    private static UserSource source(MapsConfig.UserPlace place, MapsConfig.Users users) {
        return switch (place) {
            case FILES -> new UserSource.Files(users.passwd(), users.group());
            case GETENT -> new UserSource.NameService(GETENT);
            case TABLE -> new UserSource.Table(users.userTable());
        };
    }

    private static MapDialect dialect(MapsConfig.Dialect dialect) {
        return switch (dialect) {
            case ARGUS -> MapDialect.ARGUS;
            case LCMAPS -> MapDialect.LCMAPS;
        };
    }

    private static MapOrder order(MapsConfig.Order order) {
        return new MapOrder(
                order.preferDnForLoginName(),
                order.preferDnForPrimaryGroupName(),
                order.noPrimaryGroupNameIsError(),
                order.mapMin(),
                order.mapAll());
    }

    private static AccountLimits limits(MapsConfig.Limits limits) {
        Set<Pool> verifiedOnly = limits.verifiedOnly().stream().map(Pool::new).collect(Collectors.toUnmodifiableSet());
        return new AccountLimits(limits.minUid(), limits.minGid(), limits.forbidden(), verifiedOnly);
    }
}
