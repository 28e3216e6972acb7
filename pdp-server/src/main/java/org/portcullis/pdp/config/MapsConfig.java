package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Who becomes which account: map files, where users come from, what goes first, and what is never handed out. */
public record MapsConfig(MapFiles files, Users users, Order order, Limits limits) {
    /** The language that map files are written in. */
    public enum Dialect {
        ARGUS,
        LCMAPS
    }

    /** The files and their language; of {@code storage} maps there may be none. */
    public record MapFiles(Dialect dialect, List<Path> accounts, List<Path> groups, List<Path> storage) {
        /** Copies the lists. */
        public MapFiles {
            accounts = List.copyOf(accounts);
            groups = List.copyOf(groups);
            storage = List.copyOf(storage);
        }
    }

    /** Where Unix users and groups may come from: passwd and group, the name service of the machine, or a table. */
    public enum UserPlace {
        FILES,
        GETENT,
        TABLE
    }

    /** Where Unix users and groups come from, the place that counts first, and the files of those places. */
    public record Users(List<UserPlace> users, Path passwd, Path group, Path userTable) {
        /** Copies the list. */
        public Users {
            users = List.copyOf(users);
        }
    }

    /** Whether the DN goes before FQANs, and how many groups there must be. */
    public record Order(
            boolean preferDnForLoginName,
            boolean preferDnForPrimaryGroupName,
            boolean noPrimaryGroupNameIsError,
            int mapMin,
            boolean mapAll) {}

    /**
     * The lowest ids ever handed out, the users that never are, and the pools, by prefix, for those only whose credential
     * says who they are.
     */
    public record Limits(long minUid, long minGid, Set<String> forbidden, Set<String> verifiedOnly) {
        /** Copies the sets. */
        public Limits {
            forbidden = Set.copyOf(forbidden);
            verifiedOnly = Set.copyOf(verifiedOnly);
        }
    }
}
