package org.portcullis.pdp.mapping;

/**
 * What goes first where several lines fit, and how much must fit at all: whether lines for the DN go before those for
 * FQANs, for the account and for the primary group; whether a map must give the primary group; how many FQANs must have
 * a group, and whether all must.
 */
public record MapOrder(
        boolean preferDnForLoginName,
        boolean preferDnForPrimaryGroupName,
        boolean noPrimaryGroupNameIsError,
        int mapMin,
        boolean mapAll) {
    /** DN first, and groups as they come. */
    public static final MapOrder DN_FIRST = new MapOrder(true, true, false, 0, false);

    /** FQANs first, and groups as they come: what LCMAPS does. */
    public static final MapOrder FQAN_FIRST = new MapOrder(false, false, false, 0, false);

    /** What is usual where a dialect is used. */
    public static MapOrder usualFor(MapDialect dialect) {
        return dialect == MapDialect.ARGUS ? DN_FIRST : FQAN_FIRST;
    }
}
