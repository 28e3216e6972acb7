package org.portcullis.profile;

import java.util.List;
import java.util.regex.Pattern;

/** What a PEP must do before it lets the subject in. */
public sealed interface Obligation {
    /** Run under this uid and primary gid (authz-interop 1.1, {@code uidgid}). Ids are 1 to 2³¹−1. */
    record UidGid(long uid, long gid) implements Obligation {
        /** Refuses root and anything outside the range. */
        public UidGid {
            requireUnixId("uid", uid);
            requireUnixId("gid", gid);
        }
    }

    /** And under these supplementary gids (authz-interop 1.1, {@code secondary-gids}); never empty. */
    record SecondaryGids(List<Long> gids) implements Obligation {
        /** Copies the list and checks each gid. */
        public SecondaryGids {
            gids = List.copyOf(gids);
            gids.forEach(gid -> requireUnixId("gid", gid));
            if (gids.isEmpty()) {
                throw new IllegalArgumentException("no secondary gids is said by leaving the obligation out");
            }
        }
    }

    /** Run as this Unix user (authz-interop 1.1, {@code username}). */
    record Username(String name) implements Obligation {
        /** Checks the name. */
        public Username {
            requireUnixName(name);
        }
    }

    /**
     * Run as this Unix user in these Unix groups, by name (Argus {@code local-environment-map/posix} and
     * {@code map-local-user/posix}). {@code groups} are the secondary ones.
     */
    record PosixAccount(String user, String primaryGroup, List<String> groups) implements Obligation {
        /** Copies the list and checks each name. */
        public PosixAccount {
            groups = List.copyOf(groups);
            requireUnixName(user);
            requireUnixName(primaryGroup);
            groups.forEach(Obligation::requireUnixName);
        }
    }

    /** Show only this part of the storage, and begin there (authz-interop 1.1, {@code root-and-home-paths}). */
    record RootAndHomePaths(String root, String home) implements Obligation {
        /** Checks both paths: absolute, without {@code .} or {@code ..}, of plain characters. */
        public RootAndHomePaths {
            requirePath(root);
            requirePath(home);
        }
    }

    /** Largest uid or gid that a PEP is ever told. */
    long MAX_UNIX_ID = Integer.MAX_VALUE;

    /** User and group names: no XML specials, no path characters, at most 32 characters. */
    Pattern UNIX_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");

    /** Paths on a storage element: no XML specials, no blanks, no empty parts. */
    Pattern STORAGE_PATH = Pattern.compile("/(?:[A-Za-z0-9_.@+-]+(?:/[A-Za-z0-9_.@+-]+)*)?");

    /** Longest path on a storage element, in characters. */
    int MAX_PATH = 1024;

    private static void requirePath(String path) {
        boolean relative = List.of(path.split("/")).stream().anyMatch(part -> part.equals(".") || part.equals(".."));
        if (path.length() > MAX_PATH || relative || !STORAGE_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not an absolute path of plain characters: `" + path + "`");
        }
    }

    private static void requireUnixId(String what, long id) {
        if (id < 1 || id > MAX_UNIX_ID) {
            throw new IllegalArgumentException(what + " must be 1.." + MAX_UNIX_ID + " but is " + id);
        }
    }

    private static void requireUnixName(String name) {
        if (!UNIX_NAME.matcher(name).matches() || name.equals("root")) {
            throw new IllegalArgumentException("not a Unix name that may be handed out: `" + name + "`");
        }
    }
}
