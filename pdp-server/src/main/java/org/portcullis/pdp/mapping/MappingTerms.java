package org.portcullis.pdp.mapping;

/** How map files are to be understood: their language, what goes first, and what is never handed out. */
public record MappingTerms(MapDialect dialect, MapOrder order, AccountLimits limits) {
    /** Those of Argus, as it comes. */
    public MappingTerms(AccountLimits limits) {
        this(MapDialect.ARGUS, MapOrder.DN_FIRST, limits);
    }

    /** The same in another language, with the order that is usual there. */
    public MappingTerms in(MapDialect other) {
        return other == dialect ? this : new MappingTerms(other, MapOrder.usualFor(other), limits);
    }
}
