package org.portcullis.pdp.context;

/** What kind of caller an entry of the PEP list is about. */
public enum PepClass {
    /** A service that asks for others: a computing or storage element, an Argus PEP server. */
    PEP_SERVICE,
    /** A worker node: asks whether a payload that proves itself may run, there and now. */
    PEP_WN
}
