package org.portcullis.profile;

import java.util.Arrays;
import java.util.Optional;

/** The obligations of the profiles we know, by the URI that travels. */
public enum ObligationId {
    UIDGID("http://authz-interop.org/xacml/obligation/uidgid"),
    SECONDARY_GIDS("http://authz-interop.org/xacml/obligation/secondary-gids"),
    USERNAME("http://authz-interop.org/xacml/obligation/username"),
    ACCOUNT("http://authz-interop.org/xacml/obligation/account"),
    AFS_TOKEN("http://authz-interop.org/xacml/obligation/afs-token"),
    ROOT_AND_HOME_PATHS("http://authz-interop.org/xacml/obligation/root-and-home-paths"),
    STORAGE_ACCESS_PRIORITY("http://authz-interop.org/xacml/obligation/storage-access-priority"),
    ACCESS_PERMISSIONS("http://authz-interop.org/xacml/obligation/access-permissions"),
    LOCAL_ENVIRONMENT_MAP_POSIX("http://glite.org/xacml/obligation/local-environment-map/posix"),
    MAP_LOCAL_USER_POSIX("http://dci-sec.org/xacml/obligation/map-local-user/posix");

    private final String uri;

    ObligationId(String uri) {
        this.uri = uri;
    }

    /** The id as it travels. */
    public String uri() {
        return uri;
    }

    /** The obligation of that URI, if it is one we know. */
    public static Optional<ObligationId> ofUri(String uri) {
        return Arrays.stream(values()).filter(id -> id.uri.equals(uri)).findFirst();
    }
}
