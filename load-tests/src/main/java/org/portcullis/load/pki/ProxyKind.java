package org.portcullis.load.pki;

/** What a proxy certificate lets its bearer do, and in which standard it says so. */
public enum ProxyKind {
    /** RFC 3820, everything the owner may do ({@code id-ppl-inheritAll}). */
    FULL,
    /** RFC 3820 with Globus' limited policy: move files but start no jobs. */
    LIMITED,
    /** RFC 3820, nothing of the owner's rights ({@code id-ppl-independent}). */
    INDEPENDENT,
    /** Globus Toolkit 2: recognised by its common name {@code proxy} alone. */
    LEGACY,
    /** Globus Toolkit 2: recognised by its common name {@code limited proxy} alone. */
    LEGACY_LIMITED
}
